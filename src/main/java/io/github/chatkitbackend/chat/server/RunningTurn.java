package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import io.github.chatkitbackend.chat.store.SupersededException;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.chat.store.TurnLease;
import io.github.chatkitbackend.identity.EndUser;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A turn under way. The agent stores and sends through it; whoever finds that the turn
 * has to end, ends it here, exactly once. What the client has seen is stored before the
 * thread is handed on.
 */
class RunningTurn implements Turn {

	private final TurnStart start;

	private final StoredConversation conversation;

	private final TurnLease lease;

	private final TurnTranscript transcript;

	private final TurnRecord record;

	private final Agent agent;

	private final Instant deadline;

	private final EventQueue queue = new EventQueue();

	private final AgentThread agentThread = new AgentThread();

	/**
	 * Held while the turn reads or writes the database, so that the agent's thread is
	 * never interrupted within a query.
	 */
	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable TurnOutcome outcome;

	private @Nullable Throwable failure;

	private List<ThreadItem> kept = List.of();

	private boolean stored;

	RunningTurn(TurnStart start, ThreadStore store, TurnLease lease, TurnRecord record, Agent agent, Instant deadline) {
		this.start = start;
		this.conversation = new StoredConversation(start.user(), start.thread(), store);
		this.lease = lease;
		this.transcript = new TurnTranscript(this.conversation, start.onlyItem(), lease);
		this.record = record;
		this.agent = agent;
		this.deadline = deadline;
	}

	EventQueue queue() {
		return this.queue;
	}

	TurnLease lease() {
		return this.lease;
	}

	Instant deadline() {
		return this.deadline;
	}

	/**
	 * How the turn has ended.
	 */
	TurnOutcome outcome() {
		return locked(() -> Objects.requireNonNull(this.outcome));
	}

	/**
	 * What the agent has thrown, if it has failed.
	 */
	@Nullable Throwable failure() {
		return locked(() -> this.failure);
	}

	/**
	 * Run the agent on the current thread, and end the turn when it returns.
	 * @param returned called in between, so that a client that has seen the end finds the
	 * turn's place free
	 */
	void run(Runnable returned) {
		Throwable failure = null;
		try (Observation.Scope _ = this.record.openScope()) {
			begin();
			this.start.work().run(this);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		returned.run();
		end((failure != null) ? TurnOutcome.FAILED : TurnOutcome.COMPLETED, failure);
	}

	private void begin() {
		change(() -> {
			this.agentThread.begin();
			this.start.events().forEach(this.queue::put);
			this.queue.put(new ThreadEvent.Options(this.agent.streamOptions(this.conversation)));
		});
	}

	@Override
	public void send(ThreadEvent event) {
		try {
			this.queue.awaitRoom();
		}
		catch (InterruptedException ex) {
			java.lang.Thread.currentThread().interrupt();
			throw new TurnCancelledException();
		}
		change(() -> {
			if (this.transcript.store(event)) {
				publish(event);
			}
			publish(this.transcript.storeThread());
		});
	}

	private void publish(@Nullable ThreadEvent event) {
		if (event != null) {
			this.queue.put(event);
			this.record.sent(event);
		}
	}

	@Override
	public void update(UnaryOperator<ThreadMetadata> change) {
		change(() -> this.transcript.changeThread(change));
	}

	@Override
	public void save(ThreadItem item) {
		change(() -> this.transcript.save(item));
	}

	@Override
	public void onCancel(AutoCloseable resource) {
		boolean ended = locked(() -> {
			this.agentThread.add(resource);
			return this.outcome != null;
		});
		if (ended) {
			AgentThread.close(resource);
		}
	}

	@Override
	public void used(ModelUsage usage) {
		this.record.used(usage);
	}

	@Override
	public EndUser user() {
		return this.start.user();
	}

	@Override
	public ThreadMetadata thread() {
		return locked(this.transcript::thread);
	}

	@Override
	public @Nullable UserMessage userMessage() {
		return this.start.message();
	}

	@Override
	public ObjectNode requestMetadata() {
		return this.start.requestMetadata();
	}

	@Override
	public Page<ThreadItem> items(PageRequest page) {
		return locked(() -> this.transcript.items(page));
	}

	@Override
	public @Nullable ThreadItem item(String itemId) {
		return locked(() -> this.transcript.item(itemId));
	}

	/**
	 * The answers that are in progress, unless the turn is just using the database.
	 */
	List<ThreadItem> drafts() {
		if (!this.lock.tryLock()) {
			return List.of();
		}
		try {
			return (this.outcome != null) ? List.of() : this.transcript.drafts();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the turn before the agent has returned. Does nothing if it has ended.
	 * @param reason why
	 */
	void cancel(TurnOutcome reason) {
		end(reason, null);
	}

	private void end(TurnOutcome reason, @Nullable Throwable failure) {
		List<AutoCloseable> abandoned = locked(() -> {
			if (this.outcome != null) {
				return List.of();
			}
			this.outcome = (failure instanceof SupersededException) ? TurnOutcome.SUPERSEDED : reason;
			this.failure = failure;
			finish(this.outcome, failure);
			return this.outcome.isCancellation() ? this.agentThread.interrupt() : List.of();
		});
		abandoned.forEach(AgentThread::close);
	}

	private void finish(TurnOutcome outcome, @Nullable Throwable failure) {
		try (Observation.Scope _ = this.record.openScope()) {
			ThreadEvent.Error error = TurnErrors.of(outcome, failure, this.lease.threadId());
			publish(error);
			if (!stored(outcome) && error == null) {
				publish(TurnErrors.RETRY);
			}
		}
		finally {
			this.queue.close();
			this.record.end(outcome, failure);
		}
	}

	private boolean stored(TurnOutcome outcome) {
		try {
			this.kept = kept(outcome);
			publish(this.transcript.finish(this.kept));
			this.stored = true;
			return true;
		}
		catch (RuntimeException ex) {
			TurnErrors.notStored(ex, this.lease.threadId());
			this.stored = !(ex instanceof StoreUnavailableException);
			return ex instanceof SupersededException;
		}
	}

	/**
	 * Store the end of the turn if the database was away when it ended.
	 * @return whether nothing is left to store
	 */
	boolean storeLater() {
		return locked(() -> {
			try {
				if (!this.stored) {
					this.transcript.finish(this.kept);
				}
				return true;
			}
			catch (RuntimeException ex) {
				return !(ex instanceof StoreUnavailableException);
			}
		});
	}

	/**
	 * What is stored of the items that are not done.
	 */
	private List<ThreadItem> kept(TurnOutcome outcome) {
		return outcome.isUsersWish() ? this.agent.keepOnCancel(this.conversation, this.transcript.pending())
				: this.transcript.drafts();
	}

	private void change(Runnable change) {
		locked(() -> {
			if (this.outcome != null) {
				throw new TurnCancelledException();
			}
			change.run();
			return null;
		});
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
