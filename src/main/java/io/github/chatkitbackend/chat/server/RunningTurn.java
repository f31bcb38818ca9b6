package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatThread;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.SupersededException;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.chat.store.TurnLease;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A turn under way. The agent stores and sends through it; whoever finds that the turn
 * has to end, ends it here, exactly once. What the client has seen is stored before the
 * thread is handed on.
 */
class RunningTurn implements Turn {

	private static final Logger logger = LoggerFactory.getLogger(RunningTurn.class);

	private static final ThreadEvent.Error RETRY = new ThreadEvent.Error(ThreadEvent.Error.STREAM_ERROR, null, true);

	private final TurnStart start;

	private final StoredConversation conversation;

	private final TurnLease lease;

	private final Agent agent;

	private final Instant deadline;

	private final EventQueue queue = new EventQueue();

	private final PendingItems pending = new PendingItems();

	private final List<AutoCloseable> resources = new ArrayList<>();

	/**
	 * Held while the turn reads or writes the database, so that the agent's thread is
	 * never interrupted within a query.
	 */
	private final ReentrantLock lock = new ReentrantLock();

	private ThreadMetadata thread;

	private ThreadMetadata storedThread;

	private java.lang.@Nullable Thread agentThread;

	private @Nullable TurnOutcome outcome;

	RunningTurn(TurnStart start, ThreadStore store, TurnLease lease, Agent agent, Instant deadline) {
		this.start = start;
		this.conversation = new StoredConversation(start.user(), start.thread(), store);
		this.lease = lease;
		this.agent = agent;
		this.deadline = deadline;
		this.thread = start.thread();
		this.storedThread = start.thread();
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
	 * Run the agent on the current thread, and end the turn when it returns.
	 */
	void run() {
		Throwable failure = null;
		try {
			begin();
			this.start.work().run(this);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		end((failure != null) ? TurnOutcome.FAILED : TurnOutcome.COMPLETED, failure);
	}

	private void begin() {
		locked(() -> {
			requireRunning();
			this.agentThread = java.lang.Thread.currentThread();
			this.start.events().forEach(this.queue::put);
			this.queue.put(new ThreadEvent.Options(this.agent.streamOptions(this.conversation)));
			return null;
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
		locked(() -> {
			requireRunning();
			if (store(event)) {
				this.queue.put(event);
			}
			publishThread();
			return null;
		});
	}

	/**
	 * Store what has to be stored before the client sees an event.
	 * @return whether the client may see it
	 */
	private boolean store(ThreadEvent event) {
		return switch (event) {
			case ThreadEvent.ItemAdded added -> {
				this.pending.add(checked(added.item()));
				yield !added.item().isHidden();
			}
			case ThreadEvent.ItemUpdated updated -> {
				this.pending.update(updated.itemId(), updated.update());
				yield !this.pending.isHidden(updated.itemId());
			}
			case ThreadEvent.ItemDone done -> storeItem(checked(done.item()));
			case ThreadEvent.ItemReplaced replaced -> storeItem(checked(replaced.item()));
			case ThreadEvent.ItemRemoved removed -> removeItem(removed.itemId());
			default -> true;
		};
	}

	private boolean storeItem(ThreadItem item) {
		this.lease.write((writer) -> writer.saveItem(item));
		this.pending.remove(item.id());
		return !item.isHidden();
	}

	private boolean removeItem(String itemId) {
		ThreadItem stored = this.conversation.item(itemId);
		boolean hidden = this.pending.isHidden(itemId) || (stored != null && stored.isHidden());
		this.lease.write((writer) -> writer.deleteItem(itemId));
		this.pending.remove(itemId);
		return !hidden;
	}

	private ThreadItem checked(ThreadItem item) {
		if (!item.threadId().equals(this.thread.id())) {
			throw new IllegalStateException(
					"The item %s belongs to another thread: create it with turn.thread().id()".formatted(item.id()));
		}
		return item;
	}

	private void publishThread() {
		if (!this.thread.equals(this.storedThread)) {
			this.lease.write((writer) -> writer.saveThread(this.thread));
			this.storedThread = this.thread;
			this.queue.put(new ThreadEvent.ThreadUpdated(ChatThread.of(this.thread)));
		}
	}

	@Override
	public void update(UnaryOperator<ThreadMetadata> change) {
		locked(() -> {
			requireRunning();
			this.thread = change.apply(this.thread);
			return null;
		});
	}

	@Override
	public void onCancel(AutoCloseable resource) {
		boolean cancelled = locked(() -> {
			if (this.outcome == null) {
				this.resources.add(resource);
			}
			return this.outcome != null;
		});
		if (cancelled) {
			close(resource);
		}
	}

	@Override
	public EndUser user() {
		return this.start.user();
	}

	@Override
	public ThreadMetadata thread() {
		return locked(() -> this.thread);
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
		return locked(() -> this.conversation.items(page));
	}

	@Override
	public @Nullable ThreadItem item(String itemId) {
		return locked(() -> this.conversation.item(itemId));
	}

	@Override
	public void save(ThreadItem item) {
		locked(() -> {
			requireRunning();
			return storeItem(checked(item));
		});
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
			finish(this.outcome, failure);
			return this.outcome.isCancellation() ? List.copyOf(this.resources) : List.of();
		});
		abandoned.forEach(RunningTurn::close);
	}

	private void finish(TurnOutcome reason, @Nullable Throwable failure) {
		ThreadEvent.Error error = error(reason, failure);
		if (error != null) {
			this.queue.put(error);
		}
		try {
			keep(reason);
			publishThread();
		}
		catch (RuntimeException ex) {
			logger.error("The end of the turn of thread {} could not be stored", this.thread.id(), ex);
			if (error == null) {
				this.queue.put(RETRY);
			}
		}
		finally {
			this.lease.release();
			this.queue.close();
			stopAgent(reason);
		}
	}

	private ThreadEvent.@Nullable Error error(TurnOutcome reason, @Nullable Throwable failure) {
		return switch (failure) {
			case AgentException expected -> expected.event();
			case SupersededException _ -> null;
			case null -> reason.isRetryable() ? RETRY : null;
			default -> {
				logger.error("The agent failed in thread {}", this.thread.id(), failure);
				yield RETRY;
			}
		};
	}

	/**
	 * Store what the client has seen of items that are not done.
	 */
	private void keep(TurnOutcome reason) {
		List<ThreadItem> items = this.pending.all();
		List<ThreadItem> kept = reason.isUsersWish() ? this.agent.keepOnCancel(this.conversation, items)
				: items.stream().filter(RunningTurn::hasText).toList();
		if (!kept.isEmpty()) {
			this.lease.write((writer) -> kept.forEach(writer::saveItem));
		}
	}

	private static boolean hasText(ThreadItem item) {
		return item instanceof AssistantMessage message && !message.text().isBlank();
	}

	/**
	 * Interrupts the agent while the lock is held: it cannot be within a query.
	 */
	private void stopAgent(TurnOutcome reason) {
		if (reason.isCancellation() && this.agentThread != null) {
			this.agentThread.interrupt();
		}
	}

	private static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			logger.debug("A resource of a cancelled turn could not be closed", ex);
		}
	}

	private void requireRunning() {
		if (this.outcome != null) {
			throw new TurnCancelledException();
		}
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
