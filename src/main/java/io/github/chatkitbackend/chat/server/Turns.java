package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.store.Drafts;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.chat.store.TurnLease;
import io.github.chatkitbackend.chat.store.TurnLeases;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * The turns under way in this process. Begins them, and ends those that exceed their time
 * or that a turn on another replica supersedes.
 */
class Turns {

	/** How often turns are looked at. A newer turn waits longer for an older one. */
	static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

	/** How late a keep-alive comment can be. */
	static final Duration WAKE_INTERVAL = Duration.ofMillis(250);

	/** What a process that is killed loses of answers in progress. */
	static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);

	/** How long a newer turn waits for an older one, which may run on another replica. */
	private static final Duration HANDOVER = Duration.ofSeconds(2);

	private static final Duration HANDOVER_POLL = Duration.ofMillis(50);

	private final TurnLeases leases;

	private final ThreadStore store;

	private final Agent agent;

	private final Drafts drafts;

	private final ChatProperties properties;

	private final TurnMetrics metrics;

	private final Semaphore places;

	private final Set<RunningTurn> running = ConcurrentHashMap.newKeySet();

	/**
	 * The newest turn of each thread, by the thread's id. A new message finds the turn
	 * that it supersedes without a search.
	 */
	private final Map<String, RunningTurn> newest = new ConcurrentHashMap<>();

	/** Turns whose end may have to be stored. */
	private final Queue<RunningTurn> ended = new ConcurrentLinkedQueue<>();

	private volatile boolean stopping;

	Turns(TurnLeases leases, ThreadStore store, Drafts drafts, Agent agent, ChatProperties properties,
			TurnMetrics metrics) {
		this.leases = leases;
		this.store = store;
		this.drafts = drafts;
		this.agent = agent;
		this.properties = properties;
		this.metrics = metrics;
		this.places = new Semaphore(properties.maxStreams());
		metrics.countOpen(this);
	}

	/**
	 * Begin a turn: end an older one of the same thread, store how the turn begins, and
	 * run the agent on a thread of its own.
	 * @param start how it begins
	 * @return the turn under way
	 * @throws ApiException with {@code overloaded} if there are too many turns, or if the
	 * service stops; nothing is stored then
	 */
	RunningTurn begin(TurnStart start) {
		if (!this.places.tryAcquire()) {
			throw overloaded();
		}
		try {
			if (this.stopping) {
				throw overloaded();
			}
			Instant deadline = Instant.now().plus(this.properties.turnTimeout());
			TurnLease lease = open(start);
			TurnRecord record = this.metrics.begin(lease.threadId());
			RunningTurn turn = new RunningTurn(start, this.store, lease, record, this.agent, deadline);
			this.running.add(turn);
			this.newest.put(lease.threadId(), turn);
			java.lang.Thread.ofVirtual().name("turn-" + start.thread().id()).start(() -> run(turn));
			return turn;
		}
		catch (RuntimeException ex) {
			this.places.release();
			throw ex;
		}
	}

	private static ApiException overloaded() {
		return new ApiException(ErrorCode.OVERLOADED,
				"The service cannot answer more messages at the moment. Try again after the time in Retry-After.",
				Duration.ofSeconds(1), null);
	}

	private void run(RunningTurn turn) {
		try {
			turn.run(this.places::release);
		}
		finally {
			this.ended.add(turn);
			this.running.remove(turn);
			this.newest.remove(turn.lease().threadId(), turn);
		}
	}

	private TurnLease open(TurnStart start) {
		Owner owner = Owner.of(start.user());
		String thread = start.thread().id();
		TurnLease lease = start.createsThread() ? this.leases.ofNewThread(owner, thread)
				: this.leases.claim(owner, thread);
		try {
			acquire(lease);
			lease.write(start.writes());
			return lease;
		}
		catch (RuntimeException ex) {
			lease.release();
			throw ex;
		}
	}

	private void acquire(TurnLease lease) {
		RunningTurn older = this.newest.get(lease.threadId());
		if (older != null) {
			older.cancel(TurnOutcome.SUPERSEDED);
		}
		long giveUp = System.nanoTime() + HANDOVER.toNanos();
		while (!lease.tryAcquire()) {
			if (System.nanoTime() > giveUp) {
				// The holder has died or does not react. It can write nothing from now on
				lease.acquireByForce();
				return;
			}
			LockSupport.parkNanos(HANDOVER_POLL.toNanos());
		}
	}

	/**
	 * End the turns that have exceeded their time, and those that a newer turn
	 * supersedes.
	 */
	void watch() {
		Instant now = Instant.now();
		end(this.running.stream().filter((turn) -> turn.deadline().isBefore(now)).toList(), TurnOutcome.TIMED_OUT);
		Map<TurnLease, RunningTurn> turns = this.running.stream()
			.collect(Collectors.toMap(RunningTurn::lease, Function.identity()));
		if (!turns.isEmpty()) {
			end(this.leases.superseded(turns.keySet()).stream().map(turns::get).toList(), TurnOutcome.SUPERSEDED);
		}
	}

	/**
	 * Store what the clients have seen: answers in progress, and what could not be stored
	 * while the database was away.
	 */
	void save() {
		while (!this.ended.isEmpty() && this.ended.element().storeLater()) {
			this.ended.remove();
		}
		this.drafts.save(this.running.stream().collect(Collectors.toMap(RunningTurn::lease, RunningTurn::drafts)));
	}

	/**
	 * Wake the readers that have waited long enough for an event, so that they write a
	 * keep-alive comment.
	 */
	void wakeReaders() {
		this.running.forEach((turn) -> turn.queue().wakeReader());
	}

	/**
	 * End all turns, after those that complete by themselves within a time.
	 * @param patience how long to wait for them
	 */
	void stop(Duration patience) {
		this.stopping = true;
		long end = System.nanoTime() + patience.toNanos();
		while (!isIdle() && System.nanoTime() < end) {
			LockSupport.parkNanos(HANDOVER_POLL.toNanos());
		}
		end(List.copyOf(this.running), TurnOutcome.SHUT_DOWN);
	}

	/**
	 * Whether there is no turn, not even one that is about to begin and has its place.
	 */
	private boolean isIdle() {
		return this.running.isEmpty() && this.places.availablePermits() == this.properties.maxStreams();
	}

	int count() {
		return this.running.size();
	}

	/**
	 * Each on a thread of its own, because a turn may wait for the database.
	 */
	private static void end(List<RunningTurn> turns, TurnOutcome reason) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			turns.forEach((turn) -> threads.submit(() -> turn.cancel(reason)));
		}
	}

}
