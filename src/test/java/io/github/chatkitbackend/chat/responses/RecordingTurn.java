package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A turn that records what the agent sends, and stores items in memory. It enforces
 * nothing.
 */
class RecordingTurn implements Turn {

	static final String THREAD = "thr_1";

	private final List<ThreadItem> items = new ArrayList<>();

	private final BlockingQueue<ThreadEvent> events = new LinkedBlockingQueue<>();

	private final List<ThreadItem> saved = new ArrayList<>();

	private final List<ModelUsage> usages = new ArrayList<>();

	private final List<AutoCloseable> resources = new ArrayList<>();

	private ThreadMetadata thread = new ThreadMetadata(THREAD, Instant.EPOCH);

	private EndUser user = new EndUser(new UserId("alice"), EndUser.Source.TOKEN, Map.of());

	/**
	 * A turn in a thread of these items, the last of which is what the user has written
	 * if it is a message.
	 */
	RecordingTurn(ThreadItem... items) {
		this.items.addAll(List.of(items));
	}

	/**
	 * A turn that answers a text, in a thread that has a title.
	 */
	static RecordingTurn of(String text) {
		RecordingTurn turn = new RecordingTurn(question(text));
		turn.title("A title");
		return turn;
	}

	static UserMessage question(String text) {
		return new UserMessage("msg_user", THREAD, Instant.EPOCH, List.of(new UserContent.Text(text)), List.of(), null,
				InferenceOptions.NONE);
	}

	RecordingTurn by(EndUser.Source source) {
		this.user = new EndUser(this.user.id(), source, Map.of());
		return this;
	}

	/**
	 * What was sent so far.
	 */
	List<ThreadEvent> events() {
		return List.copyOf(this.events);
	}

	/**
	 * What was sent so far, as the client reads it.
	 */
	List<JsonNode> json() {
		return this.events.stream().<JsonNode>map((event) -> ProtocolJson.mapper().valueToTree(event)).toList();
	}

	/**
	 * The next event. Waits until there is one.
	 */
	ThreadEvent take() throws InterruptedException {
		return this.events.take();
	}

	List<ThreadItem> saved() {
		return this.saved;
	}

	/**
	 * Close what the agent registered.
	 */
	void cancel() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
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
		List<ThreadItem> sorted = (page.order() == Order.DESC) ? this.items.reversed() : this.items;
		return new Page<>(sorted.stream().limit(page.limit()).toList(), false, null);
	}

	@Override
	public ThreadItem item(String itemId) {
		return this.items.stream().filter((item) -> item.id().equals(itemId)).findFirst().orElse(null);
	}

	@Override
	public void save(ThreadItem item) {
		this.saved.add(item);
	}

	@Override
	public UserMessage userMessage() {
		return (!this.items.isEmpty() && this.items.getLast() instanceof UserMessage message) ? message : null;
	}

	@Override
	public ObjectNode requestMetadata() {
		return JsonNodeFactory.instance.objectNode();
	}

	@Override
	public void send(ThreadEvent event) {
		this.events.add(event);
	}

	@Override
	public void update(UnaryOperator<ThreadMetadata> change) {
		this.thread = change.apply(this.thread);
	}

	@Override
	public void used(ModelUsage usage) {
		this.usages.add(usage);
	}

	List<ModelUsage> usages() {
		return List.copyOf(this.usages);
	}

	@Override
	public void onCancel(AutoCloseable resource) {
		this.resources.add(resource);
	}

}
