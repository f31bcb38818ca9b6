package io.github.chatkitbackend.chat.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Callers who share the one connection to SQLite.
 */
class GroupCommitTests {

	private static final Executor THREADS = (work) -> Thread.ofVirtual().start(work);

	private final AtomicInteger commits = new AtomicInteger();

	private final CountDownLatch busy = new CountDownLatch(1);

	private BasicDataSource dataSource;

	private JdbcClient jdbc;

	private GroupCommit runner;

	@BeforeEach
	void open(@TempDir Path directory) {
		this.dataSource = EmbeddedDatabase.open(directory);
		this.jdbc = JdbcClient.create(this.dataSource);
		this.jdbc.sql("create table numbers (number integer primary key)").update();
		this.runner = new GroupCommit(new CountingTransactionManager(), Duration.ofMinutes(1));
	}

	@AfterEach
	void close() throws SQLException {
		this.busy.countDown();
		this.runner.close();
		this.dataSource.close();
	}

	@Test
	void areCommittedTogetherIfTheyWait() {
		CompletableFuture<?> first = occupy();
		List<CompletableFuture<Integer>> waiting = IntStream.rangeClosed(1, 20).mapToObj(this::insertLater).toList();
		this.busy.countDown();
		first.join();
		assertThat(waiting.stream().map(CompletableFuture::join)).hasSize(20).containsOnly(1);
		assertThat(this.commits).hasValueLessThanOrEqualTo(3);
		assertThat(numbers()).hasSize(20);
	}

	@Test
	void areCommittedWhenTheyContinue() {
		assertThat(this.runner.transaction(() -> insert(1))).isOne();
		assertThat(this.commits).hasValue(1);
	}

	@Test
	void doNotSufferFromTheFailureOfAnother() {
		occupy();
		CompletableFuture<Integer> good = insertLater(1);
		CompletableFuture<Object> bad = later(() -> {
			insert(2);
			throw new IllegalStateException("refused");
		});
		CompletableFuture<Integer> alsoGood = insertLater(3);
		this.busy.countDown();
		assertThat(List.of(good.join(), alsoGood.join())).containsOnly(1);
		assertThat(bad).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withRootCauseInstanceOf(IllegalStateException.class);
		assertThat(numbers()).containsExactly(1, 3);
	}

	@Test
	void allFailIfTheDatabaseHasTakenEverythingBack() {
		occupy();
		CompletableFuture<Integer> stored = insertLater(1);
		CompletableFuture<Object> broken = later(() -> {
			// As SQLite does by itself, for example when the disk is full
			this.jdbc.sql("rollback").update();
			throw new IllegalStateException("full");
		});
		this.busy.countDown();
		assertThat(stored).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(TransactionException.class);
		assertThat(broken).failsWithin(Duration.ofSeconds(10));
		assertThat(numbers()).isEmpty();
		assertThat(this.runner.run(() -> insert(2))).isOne();
	}

	@Test
	void getTheirOwnExceptionIfTheyAreAlone() {
		assertThatIllegalStateException().isThrownBy(() -> this.runner.run(() -> {
			insert(1);
			throw new IllegalStateException("refused");
		}));
		assertThat(numbers()).isEmpty();
	}

	@Test
	void areToldIfTheyHaveWaitedForTooLong() {
		this.runner.close();
		this.runner = new GroupCommit(new CountingTransactionManager(), Duration.ofMillis(50));
		CompletableFuture<Object> busy = occupy();
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.runner.run(() -> insert(1)));
		this.busy.countDown();
		assertThat(busy.join()).isEqualTo(true);
		assertThat(this.jdbc.sql("select count(*) from numbers").query(Integer.class).single()).isZero();
	}

	@Test
	void waitForTheirCommitEvenIfInterrupted() {
		occupy();
		CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			this.runner.run(() -> insert(1));
			return Thread.currentThread().isInterrupted();
		}, THREADS);
		this.busy.countDown();
		assertThat(interrupted.join()).isTrue();
		assertThat(numbers()).containsExactly(1);
	}

	@Test
	void areRefusedAfterTheEnd() {
		this.runner.close();
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.runner.run(() -> insert(1)));
	}

	@Test
	void mayRunStatementsWithinTheirTransaction() {
		assertThat(this.runner.transaction(() -> this.runner.run(() -> insert(1)) + insert(2))).isEqualTo(2);
		assertThat(this.commits).hasValue(1);
	}

	/**
	 * Keep the connection until the latch opens.
	 */
	private CompletableFuture<Object> occupy() {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Object> occupied = later(() -> {
			begun.countDown();
			try {
				return this.busy.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		await().until(() -> begun.getCount() == 0);
		return occupied;
	}

	private CompletableFuture<Integer> insertLater(int number) {
		return later(() -> insert(number));
	}

	/**
	 * Run statements on another thread, which waits for its turn when this returns.
	 */
	private <T> CompletableFuture<T> later(Supplier<T> statements) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = Thread.ofVirtual().start(() -> {
			try {
				result.complete(this.runner.run(statements));
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		await()
			.until(() -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
		return result;
	}

	private int insert(int number) {
		return this.jdbc.sql("insert into numbers values (?)").param(number).update();
	}

	private List<Integer> numbers() {
		return this.runner
			.read(() -> this.jdbc.sql("select number from numbers order by number").query(Integer.class).list());
	}

	private final class CountingTransactionManager extends JdbcTransactionManager {

		CountingTransactionManager() {
			super(GroupCommitTests.this.dataSource);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			GroupCommitTests.this.commits.incrementAndGet();
			super.doCommit(status);
		}

	}

}
