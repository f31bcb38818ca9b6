package io.github.chatkitbackend.openai;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams that go well, over the real gateway.
 */
@ChatKitTest
class EventStreamTests {

	private final OpenAIStandIn openai;

	private final Backend backend;

	EventStreamTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.backend = backend;
	}

	@Test
	void relaysAllEventsInOrder() {
		this.openai.responses().stream(ModelAnswer.of("Hel", "lo"));
		List<JsonNode> events = Streams.readAll(Streams.open(this.backend));
		assertThat(Streams.types(events)).containsExactly("response.created", "response.in_progress",
				"response.output_item.added", "response.content_part.added", "response.output_text.delta",
				"response.output_text.delta", "response.output_text.done", "response.content_part.done",
				"response.output_item.done", "response.completed");
		assertThat(events).extracting((event) -> event.path("sequence_number").intValue())
			.containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
		assertThat(Streams.text(events)).isEqualTo("Hello");
		assertThat(this.openai.lastBody().path("stream").booleanValue()).isTrue();
	}

	@Test
	void relaysEachEventAsItComes() {
		CountDownLatch rest = new CountDownLatch(1);
		this.openai.responses().stream(ModelAnswer.of("Hel").await(rest).text("lo"));
		try (EventStream stream = Streams.open(this.backend)) {
			Streams.readUntil(stream, "response.output_text.delta");
			assertThat(this.openai.responses().open()).isOne();
			rest.countDown();
			assertThat(Streams.text(Streams.readAll(stream))).isEqualTo("lo");
		}
	}

	@Test
	void knowsTheIdOfTheRequest() {
		EventStream stream = Streams.open(this.backend);
		assertThat(stream.requestId()).isNull();
		Streams.readAll(stream);
		assertThat(stream.requestId()).startsWith("req_");
	}

	@Test
	void endsAfterAnAnswerThatIsIncomplete() {
		this.openai.responses().stream(ModelAnswer.of("Hel").incomplete("max_output_tokens"));
		List<JsonNode> events = Streams.readAll(Streams.open(this.backend));
		assertThat(events.getLast().at("/response/incomplete_details/reason").stringValue())
			.isEqualTo("max_output_tokens");
	}

	@Test
	void readsCharactersThatArriveInPieces() {
		byte[] event = "data: {\"type\": \"test\", \"text\": \"世界 🙂\"}\n\n".getBytes(StandardCharsets.UTF_8);
		ModelAnswer answer = ModelAnswer.begin();
		for (byte piece : event) {
			answer.raw(new byte[] { piece });
		}
		this.openai.responses().stream(answer);
		assertThat(Streams.readAll(Streams.open(this.backend)))
			.anySatisfy((read) -> assertThat(read.path("text").asString("")).isEqualTo("世界 🙂"));
	}

	@Test
	void readsLargeImages() {
		String image = "A".repeat(10 * 1024 * 1024);
		this.openai.responses().stream(ModelAnswer.begin().image("", image));
		assertThat(Streams.readAll(Streams.open(this.backend)))
			.anySatisfy((read) -> assertThat(read.path("partial_image_b64").asString("")).isEqualTo(image));
	}

	@Test
	void usesTheConnectionAgainAfterACompleteAnswer() {
		Streams.readAll(Streams.open(this.backend));
		Streams.readAll(Streams.open(this.backend));
		assertThat(this.openai.requests()).extracting((request) -> request.getConnectionIndex())
			.hasSize(2)
			.containsOnly(this.openai.requests().getFirst().getConnectionIndex());
	}

	@Test
	void twoHundredStreamsRunAtOnce() throws Exception {
		int streams = 200;
		CountDownLatch rest = new CountDownLatch(1);
		ModelAnswer[] answers = new ModelAnswer[streams];
		Arrays.setAll(answers, (_) -> ModelAnswer.of("Hel").await(rest).text("lo"));
		this.openai.responses().stream(answers);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<List<JsonNode>>> reads = new ArrayList<>();
			for (int i = 0; i < streams; i++) {
				reads.add(threads.submit(() -> Streams.readAll(Streams.open(this.backend))));
			}
			await().atMost(Duration.ofSeconds(30)).until(() -> this.openai.responses().open() == streams);
			assertThat(this.backend.metric("chatkit_openai_streams")).isEqualTo(streams);
			rest.countDown();
			for (Future<List<JsonNode>> read : reads) {
				assertThat(Streams.text(read.get())).isEqualTo("Hello");
			}
		}
		assertThat(this.backend.metric("chatkit_openai_streams")).isZero();
		await().until(() -> this.openai.responses().open() == 0);
		assertThat(this.openai.responses().left()).isZero();
	}

}
