package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Images that OpenAI finds inappropriate, over HTTP.
 */
@ChatKitTest(settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_MODERATION=true", "CHATKIT_BACKEND_TOKEN=token",
		"CHATKIT_THREAD_TITLES_ENABLED=false" })
class ImageModerationTests {

	private static final String[] ALICE = { "Authorization", "Bearer token", "ChatKit-User", "alice", "Content-Type",
			"multipart/form-data; boundary=b" };

	private final Backend backend;

	private final OpenAIStandIn openai;

	ImageModerationTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void areCheckedTogetherWithTheText() {
		assertThat(send("Look", "GIF89a one")).contains("assistant_message").doesNotContain("\"notice\"");
		assertThat((Object) checks().getFirst()).isEqualTo(new JsonMapper().readTree("""
				[{"type": "text", "text": "Look"}, {"type": "image_url", "image_url": {"url": "%s"}}]"""
			.formatted(url("GIF89a one"))));
	}

	@Test
	void areNotAnswered() {
		assertThat(send("Look", "GIF89a blocked")).contains("\"notice\"");
	}

	@Test
	void areCheckedWithoutText() {
		assertThat(send("", "GIF89a blocked")).contains("\"notice\"");
	}

	@Test
	void areCheckedOneAfterTheOtherUntilOneIsFlagged() {
		assertThat(send("Look", "GIF89a one", "GIF89a two, blocked", "GIF89a three")).contains("\"notice\"");
		assertThat(checks()).hasSize(2);
		assertThat(checks().getLast().findValuesAsString("url")).containsExactly(url("GIF89a two, blocked"));
	}

	@Test
	void filesOfOtherTypesAreNotSent() {
		assertThat(send("Look", "some text")).contains("assistant_message");
		assertThat(checks()).hasSize(1);
		assertThat(checks().getFirst().toString()).doesNotContain("image_url");
	}

	private String send(String text, String... files) {
		List<String> ids = new ArrayList<>();
		for (String file : files) {
			ids.add(attach(file.startsWith("GIF") ? "a.gif" : "a.txt", file));
		}
		return this.backend
			.post("/chatkit",
					"""
							{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "%s"}],
							 "attachments": %s, "inference_options": {}}}}"""
						.formatted(text, new JsonMapper().valueToTree(ids)),
					ALICE)
			.body();
	}

	private String attach(String name, String content) {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
			.formatted(name, content);
		return this.backend.post("/attachments", form, ALICE).json().path("id").stringValue();
	}

	private static String url(String image) {
		return "data:image/gif;base64," + Base64.getEncoder().encodeToString(image.getBytes());
	}

	private List<JsonNode> checks() {
		return this.openai.calls(Operation.CREATE_MODERATION)
			.requests()
			.stream()
			.map((request) -> new JsonMapper().readTree(request.getBody().utf8()).path("input"))
			.toList();
	}

}
