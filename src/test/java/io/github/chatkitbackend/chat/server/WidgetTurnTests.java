package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.WidgetWriter;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Widgets in turns. How their states become updates is compared with recordings of the
 * reference in {@link ScenarioTests}.
 */
@ChatKitTest(shared = false, beans = WidgetTurnTests.WidgetAgent.class,
		settings = { "CHATKIT_MODEL=widgets", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_KEEP_ALIVE=1s" })
class WidgetTurnTests {

	private final WidgetAgent agent;

	private final ChatUser user;

	WidgetTurnTests(Backend backend) {
		this.agent = backend.bean(WidgetAgent.class);
		this.user = new ChatUser(backend, "alice");
	}

	@Test
	void aStreamedWidgetKeepsItsIdTimeAndCopyText() {
		List<JsonNode> events = events("stream");
		JsonNode done = events.getLast();
		assertThat(events).extracting((event) -> event.path("type").asString())
			.containsSubsequence("thread.item.added", "thread.item.updated", "thread.item.done");
		JsonNode added = events.stream().filter((event) -> type(event).equals("thread.item.added")).findFirst().get();
		assertThat((Object) done.at("/item/id")).isEqualTo(added.at("/item/id"));
		assertThat((Object) done.at("/item/created_at")).isEqualTo(added.at("/item/created_at"));
		assertThat(done.at("/item/copy_text").asString()).isEqualTo("copied");
		assertThat((Object) done.at("/item/widget")).isEqualTo(WidgetAgent.card("Hello", false));
	}

	@Test
	void stateThatTheAgentChangesLaterIsSentAsItWas() {
		assertThat(this.user.post(ChatUser.create("reuse")).body()).contains("\"value\":\"one\"", "\"delta\":\" two\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', value = {
			"{'type':'Box'}; The root of a widget must be an object of the type Card, ListView or Basic",
			"[]; The root of a widget must be an object of the type Card, ListView or Basic",
			"{'type':'Card','children':['x']}; The component at /children/0 must be an object with a type",
			"{'type':'Card','children':'x'}; The children at /children must be components",
			"{'type':'Card','children':[{'type':'ListViewItem'}]}; The component at /children/0 must not be a ListViewItem",
			"{'type':'ListView','children':[{'type':'ListViewItem','children':[{'type':'Transition','children':{'type':'ListViewItem'}}]}]};"
					+ " The component at /children/0/children/0/children must not be a ListViewItem" })
	void whatIsNoWidgetIsRefused(String json, String reason) {
		assertThat(this.user.post(ChatUser.create("show " + json)).body()).contains("refused: " + reason)
			.doesNotContain("\"widget\":");
	}

	@Test
	void listsAndFutureComponentsAreWidgets() {
		for (String json : List.of("{'type':'ListView','children':[{'type':'ListViewItem','children':[]}]}",
				"{'type':'Basic','children':[{'type':'Hologram','depth':3}]}")) {
			assertThat(this.user.post(ChatUser.create("show " + json)).body()).contains("\"widget\":");
		}
	}

	@Test
	void anUnfinishedWidgetOfACancelledTurnIsDroppedUnlessTheAgentKeepsIt() {
		String thread;
		try (ChatStream stream = this.user.open(ChatUser.create("wait"))) {
			thread = ChatStream.threadId(stream.await("thread.created"));
			stream.await("last update");
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> this.user.stored(thread).contains(ChatUser.STOPPED));
		assertThat(this.user.stored(thread)).containsExactly("wait", ChatUser.STOPPED);
		assertThat(this.agent.pending).singleElement()
			.satisfies((item) -> assertThat(ProtocolJson.mapper().valueToTree(item).at("/widget").toString()).isEqualTo(
					"{\"type\":\"Card\",\"children\":[{\"type\":\"Text\",\"id\":\"t\",\"value\":\"Hello\",\"size\":\"sm\"}],\"size\":\"lg\"}"));
	}

	private List<JsonNode> events(String text) {
		return this.user.post(ChatUser.create(text))
			.body()
			.lines()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> new JsonMapper().readTree(line.substring("data: ".length())))
			.toList();
	}

	private static String type(JsonNode event) {
		return event.path("type").asString();
	}

	/**
	 * Shows widgets, selected by what the user writes.
	 */
	static class WidgetAgent implements Agent {

		volatile List<ThreadItem> pending = List.of();

		@Override
		public void respond(Turn turn) throws Exception {
			String text = turn.userMessage().text();
			switch (text) {
				case "stream" -> {
					try (WidgetWriter widget = turn.widget()) {
						widget.show(card("Hel", true)).show(card("Hello", true)).copyText("copied");
						widget.show(card("Hello", false));
					}
				}
				case "reuse" -> reuse(turn);
				case "wait" -> leaveOpen(turn);
				default -> show(turn, text.substring("show ".length()).replace('\'', '"'));
			}
		}

		private static void reuse(Turn turn) {
			ObjectNode state = (ObjectNode) card("one", false);
			try (WidgetWriter widget = turn.widget()) {
				widget.show(state);
				((ObjectNode) state.path("children").get(0)).put("value", "one two");
				widget.show(state);
			}
		}

		private static void show(Turn turn, String json) {
			try {
				turn.widget(new JsonMapper().readTree(json));
			}
			catch (IllegalArgumentException ex) {
				turn.error("refused: " + ex.getMessage(), false);
			}
		}

		private static void leaveOpen(Turn turn) throws InterruptedException {
			WidgetWriter widget = turn.widget()
				.show(card("", true))
				.show(card("Hel", true))
				.show(((ObjectNode) card("Hel", false)).put("size", "lg"))
				.show(((ObjectNode) card("Hello", false)).put("size", "lg"));
			JsonNode component = new JsonMapper()
				.readTree("{\"type\":\"Text\",\"id\":\"t\",\"value\":\"Hello\",\"size\":\"sm\"}");
			turn.send(new ThreadEvent.ItemUpdated(widget.id(), new ItemUpdate.WidgetComponentUpdated("t", component)));
			turn.send(new ThreadEvent.ItemUpdated(widget.id(), new ItemUpdate.WidgetTextDelta("none", "?", true)));
			turn.progress("last update");
			new CountDownLatch(1).await();
		}

		static JsonNode card(String value, boolean streaming) {
			ObjectNode card = new JsonMapper().createObjectNode().put("type", "Card");
			ObjectNode text = card.putArray("children").addObject();
			text.put("type", "Text").put("id", "t").put("value", value);
			if (streaming) {
				text.put("streaming", true);
			}
			return card;
		}

		@Override
		public List<ThreadItem> keepOnCancel(Conversation conversation, List<ThreadItem> pending) {
			this.pending = pending;
			return Agent.super.keepOnCancel(conversation, pending);
		}

	}

}
