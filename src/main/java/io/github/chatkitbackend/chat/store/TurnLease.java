package io.github.chatkitbackend.chat.store;

import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The right of one turn to change a thread. No connection is held between calls.
 */
public class TurnLease {

	private static final Logger logger = LoggerFactory.getLogger(TurnLease.class);

	private final Database database;

	private final Writes writes;

	private final String turn;

	private final boolean createsThread;

	/** Nobody else knows the id of a thread that is not stored yet. */
	private volatile boolean stored;

	private volatile boolean released;

	TurnLease(Database database, Writes writes, String turn, boolean createsThread) {
		this.database = database;
		this.writes = writes;
		this.turn = turn;
		this.createsThread = createsThread;
	}

	void claim() {
		this.stored = this.database.call("claim_turn", () -> sql(Sql.CLAIM).update()) == 1;
	}

	/**
	 * The thread.
	 * @return the id of the thread
	 */
	public String threadId() {
		return this.writes.threadId();
	}

	/**
	 * Acquire the thread unless another turn holds it.
	 * @return whether this turn holds it now
	 * @throws SupersededException if a newer turn wants the thread
	 */
	public boolean tryAcquire() {
		if (!this.stored || this.database.call("acquire_turn", () -> sql(Sql.ACQUIRE).update()) == 1) {
			return true;
		}
		if (isSuperseded(wanted())) {
			throw superseded();
		}
		return false;
	}

	/**
	 * Acquire the thread even if another turn holds it, whose later writes fail. What it
	 * has shown is kept.
	 * @throws SupersededException if a newer turn wants the thread
	 */
	public void acquireByForce() {
		if (!this.stored) {
			return;
		}
		this.database.transaction("acquire_turn_by_force", () -> {
			if (sql(Sql.ACQUIRE_BY_FORCE).update() == 0) {
				throw superseded();
			}
			return sql(Sql.KEEP_DRAFTS_OF_THREAD).update() + sql(Sql.DELETE_DRAFTS).update();
		});
	}

	/**
	 * Change the thread. Either all changes are stored or none of them.
	 * @param changes makes the changes, and may not wait for anything
	 * @throws SupersededException if this turn does not hold the thread any more
	 * @throws NotFoundException if the thread does not exist and is not created
	 */
	public void write(Consumer<ThreadWriter> changes) {
		this.stored = this.database.transaction("write_turn", () -> {
			if (this.released || (this.stored && !this.writes.touchIfHeld())) {
				throw superseded();
			}
			changes.accept(this.writes);
			return this.stored || this.createsThread || this.writes.touchIfHeld();
		});
	}

	/**
	 * Make the last changes of the turn, and let other turns have the thread. The turn
	 * can change nothing any more unless this fails.
	 * @param changes makes the changes, as above
	 * @throws SupersededException if this turn does not hold the thread any more
	 */
	public void finish(Consumer<ThreadWriter> changes) {
		this.database.transaction("write_turn", () -> {
			if (this.released || !this.writes.touchAndRelease()) {
				throw superseded();
			}
			changes.accept(this.writes.afterRelease());
			return sql(Sql.DELETE_DRAFTS).update();
		});
		this.released = true;
	}

	/**
	 * Let other turns have the thread. If the database does not answer, the next turn
	 * takes the thread by force.
	 */
	public void release() {
		this.released = true;
		try {
			this.database.call("release_turn", () -> sql(Sql.RELEASE).update());
		}
		catch (RuntimeException ex) {
			logger.warn("The next turn of a thread will have to wait: its last turn could not release it. {}",
					ex.getMessage());
		}
	}

	/**
	 * Whether the turn must end.
	 * @param wanted the turn that wants the thread, {@code null} if the thread does not
	 * exist
	 */
	boolean isSuperseded(@Nullable String wanted) {
		return (wanted != null || this.stored) && !this.turn.equals(wanted);
	}

	private @Nullable String wanted() {
		Optional<String> wanted = this.database.poll(() -> this.database.sql(Sql.WANTED)
			.param("thread", threadId())
			.param("owner", this.writes.owner().key())
			.query(String.class)
			.optional());
		return wanted.orElse(null);
	}

	private StatementSpec sql(Sql statement) {
		return this.database.sql(statement).paramSource(parameters());
	}

	MapSqlParameterSource parameters() {
		return new MapSqlParameterSource().addValue("thread", threadId())
			.addValue("owner", this.writes.owner().key())
			.addValue("turn", this.turn);
	}

	private static SupersededException superseded() {
		return new SupersededException();
	}

}
