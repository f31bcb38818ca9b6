package io.github.chatkitbackend.chat.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The JSON of events and items, as the reference implementation writes it.
 */
class ProtocolJsonTests {

	private static final JsonMapper JSON = ProtocolJson.mapper();

	private static final Instant TIME = Instant.parse("2026-11-20T03:40:57Z");

	@ParameterizedTest
	@MethodSource("recordedEvents")
	void readsAndWritesEveryEventOfTheReference(String event) {
		JsonNode written = JSON.readTree(JSON.writeValueAsBytes(JSON.readValue(event, ThreadEvent.class)));
		assertThat(written).isEqualTo(JSON.readTree(event));
	}

	static List<String> recordedEvents() throws IOException {
		try (InputStream scenarios = ProtocolJsonTests.class.getResourceAsStream("/conformance/scenarios.json")) {
			return JSON.readTree(scenarios)
				.valueStream()
				.flatMap((scenario) -> scenario.path("steps").valueStream())
				.flatMap((step) -> step.path("events").valueStream())
				.map((event) -> event.toString().replace("<ts>", TIME.toString()))
				.distinct()
				.toList();
		}
	}

	@Test
	void keepsItemsOfUnknownTypesAsTheyAre() {
		String item = """
				{"id":"x1","thread_id":"thr_1","created_at":"2026-11-20T03:40:57Z","type":"hologram","data":{"aB":null},"n":[1,null]}""";
		ThreadItem read = JSON.readValue(item, ThreadItem.class);
		assertThat(read.id()).isEqualTo("x1");
		assertThat(read.createdAt()).isEqualTo(TIME);
		assertThat(JSON.writeValueAsString(new Page<>(List.of(read), false, null)))
			.isEqualTo("{\"data\":[" + item + "],\"has_more\":false}");
		assertThat(JSON.readTree(JSON.writeValueAsString(new ThreadEvent.ItemDone(read))).path("item"))
			.isEqualTo(JSON.readTree(item));
	}

	@Test
	void omitsNullMembersAndKeepsNullsOfFreeFormObjects() {
		JsonNode arguments = JSON.readTree("{\"aB\":1,\"n\":null}");
		ClientToolCall call = new ClientToolCall("tc_1", "thr_1", TIME, ClientToolCall.Status.PENDING, "call_1", "foo",
				arguments, null);
		assertThat(JSON.writeValueAsString(call)).isEqualTo("""
				{"type":"client_tool_call","id":"tc_1","thread_id":"thr_1","created_at":"2026-11-20T03:40:57Z",\
				"status":"pending","call_id":"call_1","name":"foo","arguments":{"aB":1,"n":null}}""");
		assertThat(JSON.writeValueAsString(new ThreadEvent.ClientEffect("open", JSON.readTree("{\"x\":null}"))))
			.isEqualTo("{\"type\":\"client_effect\",\"name\":\"open\",\"data\":{\"x\":null}}");
	}

	@Test
	void removesEveryNullOfAWidget() {
		JsonNode widget = JSON.readTree(
				"{\"type\":\"Card\",\"key\":null,\"children\":[null,{\"type\":\"Button\",\"onClickAction\":{\"payload\":{\"a\":null}}}]}");
		assertThat(new WidgetItem("msg_1", "thr_1", TIME, widget, null).widget())
			.hasToString("{\"type\":\"Card\",\"children\":[{\"type\":\"Button\",\"onClickAction\":{\"payload\":{}}}]}");
	}

	@Test
	void alwaysWritesDefaults() {
		assertThat(JSON.writeValueAsString(new ThreadEvent.Error("custom", null, false)))
			.isEqualTo("{\"type\":\"error\",\"code\":\"custom\",\"allow_retry\":false}");
		assertThat(JSON.writeValueAsString(new AssistantContent("Hi")))
			.isEqualTo("{\"type\":\"output_text\",\"text\":\"Hi\",\"annotations\":[]}");
		assertThat(JSON.writeValueAsString(ChatThread.of(new ThreadMetadata("thr_1", TIME)))).isEqualTo("""
				{"id":"thr_1","created_at":"2026-11-20T03:40:57Z","status":{"type":"active"},"metadata":{},\
				"items":{"data":[],"has_more":false}}""");
	}

	@Test
	void neverShowsPrivateMetadataOfAThread() {
		ThreadMetadata thread = new ThreadMetadata("thr_1", TIME)
			.withMetadata(JSON.createObjectNode().put("secret", "only the server"));
		assertThat(JSON.writeValueAsString(ChatThread.of(thread))).doesNotContain("secret");
		assertThat(JSON.readValue(JSON.writeValueAsString(thread), ThreadMetadata.class)).isEqualTo(thread);
	}

	@ParameterizedTest
	@ValueSource(strings = { "search", "write-alt2", "vendor:acme", "lucide:any-thing" })
	void takesIconsThatExist(String name) {
		assertThat(JSON.writeValueAsString(new Icon(name))).isEqualTo("\"" + name + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "magnifier", "Search", "acme:x" })
	void refusesIconsThatDoNotExist(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Icon(name));
	}

	@Test
	void idsHaveThePrefixOfTheirKindAnd128RandomBits() {
		assertThat(Stream.of(ChatId.values()).map(ChatId::next)).allMatch((id) -> id.matches("[a-z]+_[0-9a-f]{32}"));
		assertThat(Stream.generate(ChatId.THREAD::next).limit(1000)).doesNotHaveDuplicates()
			.allMatch((id) -> id.startsWith("thr_"));
	}

	@Test
	void answersOfASingleChoiceKeepTheFirstValue() {
		StructuredInput question = new StructuredInput.MultipleChoice("q1", "Which?", List.of(), false, null);
		StructuredInput.Answer both = new StructuredInput.Answer(List.of("A", "B"), false);
		assertThat(question.answered(both).answer()).isEqualTo(new StructuredInput.Answer(List.of("A"), false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "", "null", "{\"type\":5}", "{\"type\":\"threads.nope\",\"params\":{}}",
			"{\"type\":\"attachments.get_preview\",\"params\":{}}" })
	void refusesWhatIsNoRequest(String body) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> RequestParser.parse(body.getBytes()));
	}

	@Test
	void namesTheMemberThatIsMissingOrWrong() {
		assertInvalid("{\"type\":\"threads.create\"}", "params must be");
		assertInvalid("{\"type\":\"threads.create\",\"params\":{\"input\":{\"content\":[],\"attachments\":[]}}}",
				"params.input.inference_options is missing");
		assertInvalid("{\"type\":\"threads.list\",\"params\":{\"order\":\"up\"}}", "params.order");
		assertInvalid("{\"type\":\"threads.list\",\"params\":{},\"metadata\":null}", "metadata must be an object");
		assertInvalid("{\"type\":\"threads.get_by_id\",\"params\":{\"thread_id\":null}}", "params.thread_id");
	}

	@Test
	void readsLenientlyWhatTheReferenceReadsLeniently() {
		ParsedRequest list = RequestParser
			.parse("{\"type\":\"threads.list\",\"params\":{\"limit\":\"1\",\"extra\":1},\"extra\":2}".getBytes());
		assertThat(((ChatRequest.ListThreads) list.operation()).page()).isEqualTo(new PageRequest(1, Order.DESC, null));
		assertThat(list.metadata()).isEmpty();
		ParsedRequest items = RequestParser
			.parse("{\"type\":\"items.list\",\"params\":{\"thread_id\":\"thr_1\",\"limit\":0,\"order\":\"asc\"}}"
				.getBytes());
		assertThat(((ChatRequest.ListItems) items.operation()).page()).isEqualTo(new PageRequest(20, Order.ASC, null));
	}

	private static void assertInvalid(String body, String message) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> RequestParser.parse(body.getBytes()))
			.withMessageContaining(message);
	}

}
