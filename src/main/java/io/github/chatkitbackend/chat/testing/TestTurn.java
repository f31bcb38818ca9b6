package io.github.chatkitbackend.chat.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A turn for unit tests. It keeps the thread in memory, and records what the agent sends.
 * The events of a test: {@code TestTurn.of("Hello").run(agent::respond)}.
 */
public final class TestTurn implements Turn {

	private final List<ThreadItem> items = new CopyOnWriteArrayList<>();

	private final List<ThreadEvent> events = new CopyOnWriteArrayList<>();

	private final List<ModelUsage> usages = new CopyOnWriteArrayList<>();

	private final List<AutoCloseable> resources = new ArrayList<>();

	private ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), Instant.now());

	private EndUser user = new EndUser(new UserId("alice"), EndUser.Source.TOKEN, Map.of());

	private @Nullable UserMessage userMessage;

	private @Nullable Thread runner;

	private boolean cancelled;

	private TestTurn() {
	}

	/**
	 * A turn that answers a message of the user {@code alice}.
	 * @param text the message
	 * @return the turn
	 */
	public static TestTurn of(String text) {
		TestTurn turn = new TestTurn();
		turn.userMessage = new UserMessage(ChatId.MESSAGE.next(), turn.thread.id(), Instant.now(),
				List.of(new UserContent.Text(text)), List.of(), null, InferenceOptions.NONE);
		turn.items.add(turn.userMessage);
		return turn;
	}

	/**
	 * A turn without a message, such as that of an action.
	 * @return the turn
	 */
	public static TestTurn withoutMessage() {
		return new TestTurn();
	}

	/**
	 * Change the user.
	 * @param id the user's id
	 * @param claims the claims of a verified token
	 * @return this turn
	 */
	public TestTurn by(String id, Map<String, Object> claims) {
		this.user = new EndUser(new UserId(id), EndUser.Source.TOKEN, claims);
		return this;
	}

	/**
	 * Add earlier items to the thread.
	 * @param earlier the items, oldest first
	 * @return this turn
	 */
	public TestTurn after(ThreadItem... earlier) {
		this.items.addAll(0, List.of(earlier));
		return this;
	}

	/**
	 * Run an agent or a tool. It is interrupted by {@link #cancel()}.
	 * @param work what to run, such as {@code agent::respond}
	 * @return what it has sent, in order
	 * @throws Exception if it fails
	 */
	public List<ThreadEvent> run(Work work) throws Exception {
		synchronized (this.resources) {
			this.runner = Thread.currentThread();
		}
		try {
			work.run(this);
		}
		finally {
			synchronized (this.resources) {
				this.runner = null;
			}
		}
		return events();
	}

	/**
	 * Cancel the turn, as a user does who presses stop: what sends fails from now on,
	 * what {@link #onCancel} registered is closed, and the agent's thread is interrupted.
	 * @throws Exception if a resource cannot be closed
	 */
	public void cancel() throws Exception {
		synchronized (this.resources) {
			this.cancelled = true;
			if (this.runner != null) {
				this.runner.interrupt();
			}
		}
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	/**
	 * What was sent so far.
	 * @return the events, in order
	 */
	public List<ThreadEvent> events() {
		return List.copyOf(this.events);
	}

	/**
	 * What is stored of the thread.
	 * @return the items, oldest first
	 */
	public List<ThreadItem> items() {
		return List.copyOf(this.items);
	}

	/**
	 * The text of the newest complete answer.
	 * @return the text, empty without an answer
	 */
	public String answer() {
		return this.items.reversed()
			.stream()
			.filter(AssistantMessage.class::isInstance)
			.findFirst()
			.map((message) -> text((AssistantMessage) message))
			.orElse("");
	}

	private static String text(AssistantMessage message) {
		return String.join("", message.content().stream().map(AssistantContent::text).toList());
	}

	/**
	 * What the agent has reported about its models.
	 * @return the calls, in order
	 */
	public List<ModelUsage> usages() {
		return List.copyOf(this.usages);
	}

	@Override
	public EndUser user() {
		return this.user;
	}

	@Override
	public ThreadMetadata thread() {
		return this.thread;
	}

	@Override
	public Page<ThreadItem> items(PageRequest page) {
		List<ThreadItem> sorted = (page.order() == Order.DESC) ? items().reversed() : items();
		List<ThreadItem> rest = sorted.stream().dropWhile((item) -> isUpTo(page.after(), item, sorted)).toList();
		List<ThreadItem> data = rest.stream().limit(page.limit()).toList();
		boolean more = data.size() < rest.size();
		return new Page<>(data, more, more ? data.getLast().id() : null);
	}

	private static boolean isUpTo(@Nullable String after, ThreadItem item, List<ThreadItem> sorted) {
		return after != null && sorted.indexOf(item) <= sorted.stream().map(ThreadItem::id).toList().indexOf(after);
	}

	@Override
	public @Nullable ThreadItem item(String itemId) {
		return this.items.stream().filter((item) -> item.id().equals(itemId)).findFirst().orElse(null);
	}

	@Override
	public void save(ThreadItem item) {
		ThreadItem stored = item(item.id());
		if (stored == null) {
			this.items.add(item);
		}
		else {
			this.items.set(this.items.indexOf(stored), item);
		}
	}

	@Override
	public @Nullable UserMessage userMessage() {
		return this.userMessage;
	}

	@Override
	public ObjectNode requestMetadata() {
		return JsonNodeFactory.instance.objectNode();
	}

	@Override
	public void send(ThreadEvent event) {
		throwIfCancelled();
		this.events.add(event);
		switch (event) {
			case ThreadEvent.ItemDone done -> save(done.item());
			case ThreadEvent.ItemReplaced replaced -> save(replaced.item());
			case ThreadEvent.ItemRemoved removed -> this.items.removeIf((item) -> item.id().equals(removed.itemId()));
			default -> {
			}
		}
	}

	@Override
	public void update(UnaryOperator<ThreadMetadata> change) {
		throwIfCancelled();
		this.thread = change.apply(this.thread);
	}

	private void throwIfCancelled() {
		synchronized (this.resources) {
			if (this.cancelled) {
				throw new TurnCancelledException();
			}
		}
	}

	@Override
	public void used(ModelUsage usage) {
		this.usages.add(usage);
	}

	@Override
	public void onCancel(AutoCloseable resource) {
		synchronized (this.resources) {
			this.resources.add(resource);
		}
	}

	/**
	 * Something that runs in a turn.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Run it.
		 * @param turn the turn
		 * @throws Exception if it fails
		 */
		void run(Turn turn) throws Exception;

	}

}
