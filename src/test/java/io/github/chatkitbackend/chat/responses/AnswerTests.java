package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.GeneratedImage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.Source;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.Workflow;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What each of the model's events becomes.
 */
class AnswerTests {

	private static final String PAGE = """
			{"type": "url_citation", "url": "https://e.com", "title": "E", "start_index": 0, "end_index": 3}""";

	private static final String FILE = """
			{"type": "file_citation", "file_id": "file-1", "filename": "a.txt", "index": 4}""";

	private static final String NAMELESS_FILE = """
			{"type": "file_citation", "file_id": "file-2", "filename": "", "index": 1}""";

	private static final String CONTAINER_FILE = """
			{"type": "container_file_citation", "container_id": "c", "file_id": "f", "filename": "b.csv",
			 "start_index": 1, "end_index": 5}""";

	private static final String PATH = """
			{"type": "file_path", "file_id": "f", "index": 2}""";

	private RecordingTurn turn = RecordingTurn.of("hello");

	private AnswerWorkflow workflow = new AnswerWorkflow(this.turn, List.of());

	private Answer answer = new Answer(this.turn, this.workflow, 0);

	@Test
	void textGrowsPartByPart() {
		begin("message", 0, "msg_1");
		send("""
				{"type": "response.content_part.added", "output_index": 0, "content_index": 1,
				 "part": {"type": "output_text", "text": "", "annotations": []}}""");
		send("""
				{"type": "response.output_text.delta", "output_index": 0, "content_index": 1, "delta": "Hi"}""");
		send("""
				{"type": "response.output_text.done", "output_index": 0, "content_index": 1, "text": "Hi"}""");
		assertEvents("""
				{"type": "thread.item.updated", "item_id": "msg_1", "update": {
				  "type": "assistant_message.content_part.added", "content_index": 1,
				  "content": {"type": "output_text", "text": "", "annotations": []}}}""", """
				{"type": "thread.item.updated", "item_id": "msg_1", "update": {
				  "type": "assistant_message.content_part.text_delta", "content_index": 1, "delta": "Hi"}}""", """
				{"type": "thread.item.updated", "item_id": "msg_1", "update": {
				  "type": "assistant_message.content_part.done", "content_index": 1,
				  "content": {"type": "output_text", "text": "Hi", "annotations": []}}}""");
	}

	@Test
	void annotationsAreCountedByWhatIsKept() {
		begin("message", 0, "msg_1");
		for (String citation : List.of(NAMELESS_FILE, FILE, PATH, CONTAINER_FILE, PAGE)) {
			annotate(0, citation);
		}
		annotate(1, PAGE);
		assertEvents(added(0, 0, "\"type\": \"file\", \"filename\": \"a.txt\", \"title\": \"a.txt\"", 4),
				added(0, 1, "\"type\": \"file\", \"filename\": \"b.csv\", \"title\": \"b.csv\"", 5),
				added(0, 2, "\"type\": \"url\", \"url\": \"https://e.com\", \"title\": \"E\"", 3),
				added(1, 0, "\"type\": \"url\", \"url\": \"https://e.com\", \"title\": \"E\"", 3));
	}

	@Test
	void theEndOfATextKeepsItsAnnotations() {
		begin("message", 0, "msg_1");
		annotate(0, FILE);
		send("""
				{"type": "response.output_text.done", "output_index": 0, "content_index": 0, "text": "Hi"}""");
		assertThat(this.turn.events().getLast()).isInstanceOfSatisfying(ThreadEvent.ItemUpdated.class,
				(event) -> assertThat(event.update()).isInstanceOfSatisfying(ItemUpdate.PartDone.class,
						(done) -> assertThat(done.content().annotations()).hasSize(1)));
	}

	@Test
	void aCompleteMessageHasTheAnnotationsThatAreKept() {
		complete(0, "msg_1", """
				{"type": "output_text", "text": "One", "annotations": [%s, %s, %s, %s, %s]},
				{"type": "output_text", "text": "Two", "annotations": []},
				{"type": "refusal", "refusal": "No."}""".formatted(NAMELESS_FILE, FILE, PATH, CONTAINER_FILE, PAGE));
		AssistantMessage message = (AssistantMessage) ((ThreadEvent.ItemDone) this.turn.events().getLast()).item();
		assertThat(message.text()).isEqualTo("OneTwoNo.");
		assertThat(message.content().getFirst().annotations()).extracting("index").containsExactly(4, 5, 3);
	}

	@Test
	void aPageWithoutATitleIsNamedByItsUrl() {
		begin("message", 0, "msg_1");
		annotate(0, """
				{"type": "url_citation", "url": "https://e.com"}""");
		annotate(0, """
				{"type": "url_citation", "title": "Nowhere", "end_index": 1}""");
		assertEvents("""
				{"type": "thread.item.updated", "item_id": "msg_1", "update": {
				  "type": "assistant_message.content_part.annotation_added", "content_index": 0, "annotation_index": 0,
				  "annotation": {"type": "annotation",
				    "source": {"type": "url", "url": "https://e.com", "title": "https://e.com"}}}}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "msg_user" })
	void idsThatIdentifyNothingAreReplaced(String id) {
		begin("message", 0, id);
		begin("message", 1, "msg_2");
		begin("message", 2, "msg_2");
		assertThat(this.turn.events()).extracting((event) -> ((ThreadEvent.ItemAdded) event).item().id())
			.doesNotHaveDuplicates()
			.doesNotContain(id)
			.contains("msg_2")
			.allMatch((used) -> used.startsWith("msg_"));
	}

	@Test
	void messagesOfOneIdAreNotMixedUp() {
		begin("message", 0, "__fake_id__");
		begin("message", 1, "__fake_id__");
		send("""
				{"type": "response.output_text.delta", "item_id": "__fake_id__", "output_index": 1, "content_index": 0,
				 "delta": "x"}""");
		String second = ((ThreadEvent.ItemAdded) this.turn.events().get(1)).item().id();
		assertThat(((ThreadEvent.ItemUpdated) this.turn.events().getLast()).itemId()).isEqualTo(second);
	}

	@Test
	void textBeginsAMessageThatWasNotAnnounced() {
		send("""
				{"type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0, "content_index": 0,
				 "delta": "x"}""");
		assertThat(this.turn.events()).hasSize(2);
		assertThat(this.turn.events().getFirst()).isInstanceOfSatisfying(ThreadEvent.ItemAdded.class,
				(event) -> assertThat(event.item().id()).isEqualTo("msg_1"));
	}

	@Test
	void onlyTheFirstThoughtIsStreamed() {
		begin("reasoning", 0, "rs_1");
		think("delta", 0, "One");
		think("delta", 0, "!");
		think("done", 0, "One!");
		think("delta", 1, "Tw");
		think("done", 1, "Two");
		assertThat(updates()).containsExactly(new ItemUpdate.TaskAdded(0, new Task.Thought("One")),
				new ItemUpdate.TaskUpdated(0, new Task.Thought("One!")),
				new ItemUpdate.TaskUpdated(0, new Task.Thought("One!")),
				new ItemUpdate.TaskAdded(1, new Task.Thought("Two")));
	}

	@Test
	void theWorkflowEndsBeforeTheMessage() {
		begin("reasoning", 0, "rs_1");
		think("done", 0, "One");
		begin("reasoning", 1, "rs_2");
		begin("message", 2, "msg_1");
		Workflow done = ((WorkflowItem) ((ThreadEvent.ItemDone) this.turn.events().get(2)).item()).workflow();
		assertThat(done.summary()).isEqualTo(Workflow.Summary.ofDuration(0));
		assertThat(done.expanded()).isFalse();
		assertThat(done.tasks()).containsExactly(new Task.Thought("One"));
		assertThat(this.turn.events()).hasSize(4).last().isInstanceOf(ThreadEvent.ItemAdded.class);
	}

	@Test
	void thoughtsAfterTheMessageBeginAnotherWorkflow() {
		begin("reasoning", 0, "rs_1");
		begin("message", 1, "msg_1");
		begin("reasoning", 2, "rs_2");
		think("delta", 0, "Again");
		assertThat(updates()).containsExactly(new ItemUpdate.TaskAdded(0, new Task.Thought("Again")));
	}

	@Test
	void aWorkflowThatIsStillOpenIsStoredSilently() {
		begin("reasoning", 0, "rs_1");
		this.answer.end();
		this.workflow.keep();
		assertThat(this.turn.events()).hasSize(1);
		assertThat(this.turn.saved()).containsExactly(((ThreadEvent.ItemAdded) this.turn.events().getFirst()).item());
	}

	@Test
	void anEarlierWorkflowGoesOnAndKeepsItsSummary() {
		Workflow.Summary summary = new Workflow.Summary("Looking around", null, null);
		WorkflowItem open = new WorkflowItem("wf_1", RecordingTurn.THREAD, Instant.EPOCH,
				new Workflow(Workflow.Type.CUSTOM, List.of(new Task.Thought("One")), summary, true));
		ClientToolCall call = new ClientToolCall("fc_1", RecordingTurn.THREAD, Instant.EPOCH,
				ClientToolCall.Status.COMPLETED, "call_1", "get", JsonNodeFactory.instance.objectNode(), null);
		this.answer = new Answer(this.turn, new AnswerWorkflow(this.turn, List.of(open, call)), 0);
		begin("reasoning", 0, "rs_1");
		think("done", 0, "Two");
		begin("message", 1, "msg_1");
		assertThat(this.turn.events()).first()
			.isEqualTo(new ThreadEvent.ItemUpdated("wf_1", new ItemUpdate.TaskAdded(1, new Task.Thought("Two"))));
		assertThat(this.turn.events().get(1))
			.isEqualTo(new ThreadEvent.ItemDone(open.with(new Workflow(Workflow.Type.CUSTOM,
					List.of(new Task.Thought("One"), new Task.Thought("Two")), summary, false))));
	}

	@Test
	void thoughtsWithoutAWorkflowAreNothing() {
		think("delta", 0, "One");
		think("done", 0, "One");
		assertThat(this.turn.events()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "1, 3, 0.3333333333333333", "2, 2, 1", "5, 2, 1", "1, 0, 0" })
	void previewsOfAnImageTellHowFarItIs(int index, int expected, double progress) {
		this.answer = new Answer(this.turn, this.workflow, expected);
		begin("image_generation_call", 0, "ig_1");
		send("""
				{"type": "response.image_generation_call.partial_image", "item_id": "ig_1", "output_index": 0,
				 "partial_image_index": %d, "partial_image_b64": "QUJD"}""".formatted(index));
		assertThat(updates()).containsExactly(
				new ItemUpdate.ImageUpdated(new GeneratedImage.Image("ig_1", "data:image/png;base64,QUJD"), progress));
	}

	@Test
	void anImageIsOneItemFromItsBeginToItsEnd() {
		begin("image_generation_call", 0, "ig_1");
		send("""
				{"type": "response.output_item.done", "output_index": 0, "item": {"type": "image_generation_call",
				 "id": "ig_1", "status": "completed", "output_format": "webp", "result": "REVG"}}""");
		GeneratedImage added = (GeneratedImage) ((ThreadEvent.ItemAdded) this.turn.events().getFirst()).item();
		GeneratedImage done = (GeneratedImage) ((ThreadEvent.ItemDone) this.turn.events().getLast()).item();
		assertThat(added.image()).isNull();
		assertThat(done.id()).isEqualTo(added.id()).startsWith("msg_");
		assertThat(done.image()).isEqualTo(new GeneratedImage.Image("ig_1", "data:image/webp;base64,REVG"));
	}

	@Test
	void searchesAndProgramsAreTasks() {
		begin("web_search_call", 0, "ws_1");
		end(0, "web_search_call", """
				"action": {"type": "search", "query": "Rome", "sources": [{"type": "url", "url": "https://e.com"}]}""");
		begin("file_search_call", 1, "fs_1");
		end(1, "file_search_call", "\"queries\": [\"Rome\", \"Italy\"]");
		begin("code_interpreter_call", 2, "ci_1");
		end(2, "code_interpreter_call", "\"code\": \"1+1\"");
		begin("message", 3, "msg_1");
		Workflow done = ((WorkflowItem) this.turn.events()
			.stream()
			.filter(ThreadEvent.ItemDone.class::isInstance)
			.map((event) -> ((ThreadEvent.ItemDone) event).item())
			.findFirst()
			.orElseThrow()).workflow();
		assertThat(updates()).hasSize(5);
		assertThat(done.type()).isEqualTo(Workflow.Type.CUSTOM);
		assertThat(done.tasks()).containsExactly(
				new Task.WebSearch(Task.StatusIndicator.COMPLETE, null, "Rome", List.of("Rome"),
						List.of(new Source.Url("https://e.com", "https://e.com"))),
				new Task.File(Task.StatusIndicator.COMPLETE, "Rome, Italy", List.of()),
				new Task.Custom(Task.StatusIndicator.COMPLETE, "code_interpreter", null, null));
		assertThat(ModelInput.of(List.of(new WorkflowItem("wf_1", RecordingTurn.THREAD, Instant.EPOCH, done)),
				(_) -> null))
			.isEmpty();
	}

	private void end(int index, String type, String fields) {
		send("""
				{"type": "response.output_item.done", "output_index": %d, "item": {"type": "%s", "id": "x", %s}}"""
			.formatted(index, type, fields));
	}

	@ParameterizedTest
	@ValueSource(strings = { "response.created", "response.web_search_call.searching",
			"response.function_call_arguments.delta", "response.reasoning_text.delta", "response.content_part.done",
			"response.of_the_future" })
	void otherEventsAreNothing(String type) {
		send("{\"type\": \"%s\", \"output_index\": 0, \"delta\": \"x\"}".formatted(type));
		send("""
				{"type": "response.content_part.added", "output_index": 0, "part": {"type": "reasoning_text"}}""");
		begin("call_of_the_future", 1, "cf_1");
		assertThat(this.turn.events()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "max_output_tokens, maximum length, false", "content_filter, content filter, false", "other, , true" })
	void anIncompleteAnswerIsAnError(String reason, String message, boolean allowRetry) {
		begin("reasoning", 0, "rs_1");
		send("""
				{"type": "response.incomplete", "response": {"incomplete_details": {"reason": "%s"}}}"""
			.formatted(reason));
		assertThatExceptionOfType(AgentException.class).isThrownBy(() -> this.answer.end()).satisfies((ex) -> {
			assertThat(ex.event().allowRetry()).isEqualTo(allowRetry);
			assertThat(ex.event().code()).isEqualTo((message != null) ? "custom" : "stream.error");
			assertThat(String.valueOf(ex.event().message())).contains(String.valueOf(message));
		});
	}

	private void begin(String type, int index, String id) {
		send("""
				{"type": "response.output_item.added", "output_index": %d,
				 "item": {"type": "%s", "id": "%s", "content": []}}""".formatted(index, type, id));
	}

	private void complete(int index, String id, String parts) {
		send("""
				{"type": "response.output_item.done", "output_index": %d,
				 "item": {"type": "message", "id": "%s", "content": [%s]}}""".formatted(index, id, parts));
	}

	private void annotate(int part, String citation) {
		send("""
				{"type": "response.output_text.annotation.added", "output_index": 0, "content_index": %d,
				 "annotation_index": 9, "annotation": %s}""".formatted(part, citation));
	}

	private void think(String event, int index, String text) {
		send("""
				{"type": "response.reasoning_summary_text.%s", "output_index": 0, "summary_index": %d, "%s": "%s"}"""
			.formatted(event, index, event.equals("delta") ? "delta" : "text", text));
	}

	private void send(String event) {
		this.answer.accept(json(event));
	}

	private List<ItemUpdate> updates() {
		return this.turn.events()
			.stream()
			.filter(ThreadEvent.ItemUpdated.class::isInstance)
			.map((event) -> ((ThreadEvent.ItemUpdated) event).update())
			.toList();
	}

	private static String added(int part, int index, String source, int position) {
		return """
				{"type": "thread.item.updated", "item_id": "msg_1", "update": {
				  "type": "assistant_message.content_part.annotation_added", "content_index": %d,
				  "annotation_index": %d, "annotation": {"type": "annotation", "source": {%s}, "index": %d}}}"""
			.formatted(part, index, source, position);
	}

	/**
	 * Compare with what was sent after the message was announced.
	 */
	private void assertEvents(String... events) {
		assertThat(this.turn.json().stream().skip(1))
			.containsExactly(List.of(events).stream().map(AnswerTests::json).toArray(JsonNode[]::new));
	}

	private static JsonNode json(String text) {
		return new JsonMapper().readTree(text);
	}

}
