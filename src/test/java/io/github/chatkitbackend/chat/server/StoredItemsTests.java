package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.Workflow;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored of the events that an agent sends.
 */
@ObedientAgentTest
class StoredItemsTests {

	private final ChatUser user;

	private final ObedientAgent agent;

	StoredItemsTests(Backend backend) {
		this.user = new ChatUser(backend, "alice");
		this.agent = backend.bean(ObedientAgent.class);
	}

	@Test
	void aTaskThatWasStreamedIsStoredOnce() {
		this.agent.does((turn) -> {
			WorkflowItem item = workflow(turn);
			turn.send(new ThreadEvent.ItemAdded(item));
			turn.send(new ThreadEvent.ItemUpdated(item.id(), new ItemUpdate.TaskAdded(0, new Task.Thought("a"))));
			turn.send(new ThreadEvent.ItemUpdated(item.id(), new ItemUpdate.TaskUpdated(0, new Task.Thought("ab"))));
			turn.add(workflow(turn, new Task.Thought("ab")));
		});
		String thread = this.user.begin("think");
		assertThat(items(thread).at("/1/workflow/tasks")).singleElement()
			.satisfies((task) -> assertThat(task.path("content").stringValue()).isEqualTo("ab"));
	}

	@Test
	void answersAndChangesOfTheThreadOutliveACancelledTurn() throws Exception {
		CountDownLatch titled = new CountDownLatch(1);
		this.agent.does((turn) -> {
			turn.send(new ThreadEvent.ItemAdded(workflow(turn, new Task.Thought("a"))));
			turn.message().append(" ");
			MessageWriter answer = turn.message().append("Half a");
			turn.title("A title");
			titled.countDown();
			new CountDownLatch(1).await();
			answer.close();
		});
		try (ChatStream stream = this.user.open(ChatUser.create("begin"))) {
			String thread = ChatStream.threadId(stream.await("thread.created"));
			assertThat(titled.await(20, TimeUnit.SECONDS)).isTrue();
			this.agent.does((turn) -> turn.message().append("Done").close());
			this.user.post(ChatUser.add(thread, "next"));
			assertThat(this.user.stored(thread)).containsExactly("begin", "Half a", ChatUser.STOPPED, "next", "Done");
			assertThat(get(thread).path("title").stringValue()).isEqualTo("A title");
		}
	}

	@Test
	void privateMetadataOfAThreadIsStoredAndNeverShown() {
		this.agent.does((turn) -> turn.metadata(ProtocolJson.mapper().createObjectNode().put("secret", 1)));
		String created = this.user.post(ChatUser.create("hello")).body();
		assertThat(created.lines().filter((line) -> line.startsWith("data: "))).last()
			.asString()
			.contains("thread.updated", "\"metadata\":{}")
			.doesNotContain("secret");
		String thread = ChatStream.threadId(created);
		this.agent.does((turn) -> turn.progress(turn.thread().metadata().toString()));
		assertThat(this.user.post(ChatUser.add(thread, "what is it?")).body()).contains("{\\\"secret\\\":1}");
		assertThat(get(thread).path("metadata")).isEmpty();
	}

	@Test
	void hiddenItemsAreInNoEventAndInNoList() {
		this.agent.does((turn) -> {
			HiddenContext item = new HiddenContext("hidden", turn.thread().id(), Instant.now(),
					ProtocolJson.mapper().readTree("\"secret\""));
			turn.send(new ThreadEvent.ItemAdded(item));
			turn.add(item);
			turn.replace(item);
			turn.add(new HiddenContext("gone", item.threadId(), item.createdAt(), item.content()));
			turn.remove("gone");
			turn.message().append("Done").close();
		});
		String created = this.user.post(ChatUser.create("hello")).body();
		assertThat(created).doesNotContain("hidden", "gone", "secret");
		String thread = ChatStream.threadId(created);
		assertThat(this.user.stored(thread)).containsExactly("hello", "HiddenContext", "Done");
		assertThat(get(thread).at("/items/data")).hasSize(2);
		JsonNode page = list(thread, "\"limit\":2,\"order\":\"asc\"");
		assertThat(page.path("data")).hasSize(1);
		assertThat(page.path("after").stringValue()).isEqualTo("hidden");
		assertThat(list(thread, "\"limit\":2,\"order\":\"asc\",\"after\":\"hidden\"").path("data")).singleElement()
			.satisfies((item) -> assertThat(item.at("/content/0/text").stringValue()).isEqualTo("Done"));
	}

	@Test
	void replacedItemsKeepTheirPlaceAndRemovedOnesAreGone() {
		this.agent.does((turn) -> {
			MessageWriter first = turn.message().append("First");
			first.close();
			MessageWriter second = turn.message().append("Second");
			second.close();
			turn.message().append("Third").close();
			turn.replace(new EndOfTurn(first.id(), turn.thread().id(), Instant.now()));
			turn.remove(second.id());
		});
		assertThat(this.user.stored(this.user.begin("hello"))).containsExactly("hello", "EndOfTurn", "Third");
	}

	@Test
	void theOutputOfAToolCompletesTheNewestCallAndDeletesTheOthers() {
		this.agent.does((turn) -> {
			turn.add(call(turn, "tc_old"));
			turn.add(call(turn, "tc_new"));
			turn.add(new HiddenContext(ChatId.MESSAGE.next(), turn.thread().id(), Instant.now(),
					ProtocolJson.mapper().readTree("{}")));
		});
		String thread = this.user.begin("hello");
		this.agent.does((turn) -> turn.message().append("Resumed " + turn.userMessage()).close());
		this.user.post(ChatUser.request("threads.add_client_tool_output",
				"\"thread_id\":\"%s\",\"result\":{\"aB\":[1,null],\"n\":null}".formatted(thread)));
		assertThat(this.user.stored(thread)).containsExactly("hello", "ClientToolCall", "HiddenContext",
				"Resumed null");
		JsonNode call = items(thread).path(1);
		assertThat(call.path("id").stringValue()).isEqualTo("tc_new");
		assertThat(call.path("status").stringValue()).isEqualTo("completed");
		assertThat(call.path("output").toString()).isEqualTo("{\"aB\":[1,null],\"n\":null}");
	}

	@Test
	void aRetryGetsTheSameMessageAndDeletesOnlyWhatIsNewer() {
		this.agent.does((turn) -> turn.message().append("Answer to " + turn.userMessage().id()).close());
		String thread = this.user.begin("one");
		this.user.post(ChatUser.add(thread, "two"));
		this.user.post(ChatUser.add(thread, "three"));
		String first = items(thread).at("/0/id").stringValue();
		String second = items(thread).at("/2/id").stringValue();
		this.agent.does((turn) -> turn.message().append("Retry of " + turn.userMessage().id()).close());
		this.user.post(ChatUser.request("threads.retry_after_item",
				"\"thread_id\":\"%s\",\"item_id\":\"%s\"".formatted(thread, second)));
		assertThat(this.user.stored(thread)).containsExactly("one", "Answer to " + first, "two", "Retry of " + second);
	}

	private JsonNode get(String thread) {
		return this.user.post(ChatUser.of("threads.get_by_id", thread)).json();
	}

	private JsonNode items(String thread) {
		return get(thread).at("/items/data");
	}

	private JsonNode list(String thread, String page) {
		return this.user.post(ChatUser.request("items.list", "\"thread_id\":\"%s\",%s".formatted(thread, page))).json();
	}

	private static WorkflowItem workflow(Turn turn, Task... tasks) {
		return new WorkflowItem("wf_1", turn.thread().id(), Instant.now(),
				new Workflow(Workflow.Type.REASONING, List.of(tasks), null, false));
	}

	private static ThreadItem call(Turn turn, String id) {
		return new ClientToolCall(id, turn.thread().id(), Instant.now(), null, id, "tool",
				ProtocolJson.mapper().readTree("{}"), null);
	}

}
