package io.github.chatkitbackend.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The library that, by all evidence, is the widget's transport, on a page of another
 * origin.
 */
@ExtendWith(Chromium.class)
@ChatKitTest
class FetchEventSourceTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Sends a request as the widget does, and keeps what the library and the network say
	 * in {@code window.seen}. Like the widget, it gives up on a refusal.
	 */
	private static final String SEND = """
			async ([url, body]) => {
			  const { fetchEventSource } = await import('/index');
			  const seen = window.seen = { requests: 0, raw: '', messages: [], closed: 0, errors: [] };
			  const copy = async (stream) => {
			    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
			      seen.raw += text;
			    }
			  };
			  const headers = { 'Content-Type': 'application/json', 'chatkit-frame-instance-id': 'frame-1' };
			  window.done = fetchEventSource(url, {
			    method: 'POST', body, headers, credentials: 'include',
			    async fetch(...request) {
			      seen.requests++;
			      const response = await fetch(...request);
			      seen.status = response.status;
			      seen.type = response.headers.get('Content-Type');
			      const [one, other] = response.body.tee();
			      seen.copied = copy(other);
			      return new Response(one, response);
			    },
			    async onopen(response) {
			      if (!response.ok || !response.headers.get('Content-Type').startsWith('text/event-stream')) {
			        throw new Error((await response.json()).message);
			      }
			    },
			    onmessage: (message) => seen.messages.push(message),
			    onclose: () => seen.closed++,
			    onerror(error) {
			      seen.errors.push(error.message);
			      throw error;
			    },
			  }).catch(() => {}).then(() => seen.copied);
			}""";

	@AutoClose
	private static final Site site = new Site();

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final BrowserContext visitor;

	FetchEventSourceTests(Services services, OpenAIStandIn openai, BrowserContext visitor) {
		this.backend = services.shared("CHATKIT_ALLOWED_ORIGINS=" + site.origin(), "CHATKIT_MODEL=gpt-5.1",
				"CHATKIT_KEEP_ALIVE=1s");
		this.openai = openai;
		this.visitor = visitor;
	}

	@Test
	void seesEachEventOnceAndNoKeepAlive() {
		CountDownLatch silence = new CountDownLatch(1);
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.reasoning("I think.")
				.text("One\n\n", "zwölf ")
				.await(silence)
				.text("data: 😀"));
		try (Page page = send("threads.create", Map.of("input", input("Count.")))) {
			page.waitForFunction("seen.raw.match(/^: ping$/mg)?.length >= 2");
			silence.countDown();
			JsonNode seen = seen(page);
			List<String> lines = seen.path("raw").stringValue().lines().toList();
			assertThat(messages(seen)).containsExactlyElementsOf(lines.stream()
				.filter((line) -> line.startsWith("data: "))
				.map((line) -> line.substring("data: ".length()))
				.toList());
			assertThat(text(seen)).isEqualTo("One\n\nzwölf data: 😀");
			assertThat(seen.path("messages"))
				.allMatch((message) -> (message.path("event").asString() + message.path("id").asString()).isEmpty());
			assertThat(seen.path("closed").intValue()).isEqualTo(1);
			assertThat(seen.path("errors")).isEmpty();
		}
	}

	@Test
	void doesNotRepeatARequest() {
		try (Page page = send("threads.create", Map.of("input", input("Hello")))) {
			assertThat(seen(page).path("requests").intValue()).isEqualTo(1);
			assertThat(this.openai.calls(Operation.CREATE_RESPONSE).requests())
				.filteredOn((request) -> request.getBody().utf8().contains("\"stream\":true"))
				.hasSize(1);
			Object threads = page.evaluate(
					"""
							async ([url, body]) =>
							  (await (await fetch(url, { method: 'POST', body, credentials: 'include' })).json()).data.length""",
					List.of(url(), body("threads.list", Map.of())));
			assertThat(threads).isEqualTo(1);
		}
	}

	@Test
	void readsWhyARequestIsRefused() {
		try (Page page = send("threads.create", Map.of())) {
			assertRefused(seen(page), 400, "input");
		}
		try (Page page = send("threads.add_user_message", Map.of("thread_id", "thr_1", "input", input("Hello")))) {
			assertRefused(seen(page), 404, "no such thread");
		}
	}

	private static void assertRefused(JsonNode seen, int status, String message) {
		assertThat(seen.path("status").intValue()).isEqualTo(status);
		assertThat(seen.path("type").stringValue()).startsWith("application/").contains("json");
		assertThat(seen.at("/errors/0").stringValue()).contains(message)
			.isEqualTo(MAPPER.readTree(seen.path("raw").stringValue()).path("message").stringValue());
		assertThat(seen.path("requests").intValue()).isEqualTo(1);
		assertThat(seen.path("messages")).isEmpty();
	}

	private Page send(String operation, Map<String, ?> params) {
		Page page = this.visitor.newPage();
		page.navigate(site.origin());
		page.evaluate(SEND, List.of(url(), body(operation, params)));
		return page;
	}

	private String url() {
		return this.backend.url("/chatkit").toString();
	}

	private static String body(String operation, Map<String, ?> params) {
		return MAPPER.writeValueAsString(Map.of("type", operation, "params", params));
	}

	private static Map<String, ?> input(String text) {
		return Map.of("content", List.of(Map.of("type", "input_text", "text", text)), "attachments", List.of(),
				"inference_options", Map.of());
	}

	/**
	 * What the page has seen, once the stream has ended.
	 */
	private static JsonNode seen(Page page) {
		return MAPPER.readTree((String) page.evaluate("async () => { await done; return JSON.stringify(seen); }"));
	}

	private static List<String> messages(JsonNode seen) {
		return seen.path("messages").valueStream().map((message) -> message.path("data").stringValue()).toList();
	}

	private static String text(JsonNode seen) {
		return messages(seen).stream()
			.map(MAPPER::readTree)
			.map((event) -> event.path("update"))
			.filter((update) -> update.path("type").asString("").endsWith(".text_delta"))
			.map((update) -> update.path("delta").stringValue())
			.collect(Collectors.joining());
	}

}
