package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.agent.AttachmentContent;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The model reads what users attach.
 */
@ChatKitTest(shared = false,
		settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_BACKEND_TOKEN=token" })
class AttachedFilesTests {

	private static final String[] ALICE = { "Authorization", "Bearer token", "ChatKit-User", "alice", "Content-Type",
			"multipart/form-data; boundary=b" };

	private final Backend backend;

	private final OpenAIStandIn openai;

	AttachedFilesTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void asImagesAndFilesInTheMessage() {
		String image = attach("a.gif", "GIF89a..");
		String file = attach("a.txt", "Größe");
		String thread = this.backend.post("/chatkit", """
				{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "Look"}],
				 "attachments": ["%s", "%s"], "inference_options": {}}}}""".formatted(image, file), ALICE)
			.body()
			.replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
		assertContent(this.openai.lastBody().at("/input/0/content"));
		this.backend.post("/api/chat", "{\"message\": \"Again\", \"conversation_id\": \"%s\"}".formatted(thread),
				ALICE);
		assertContent(this.openai.lastBody().at("/input/0/content"));
		assertThat(this.openai.lastBody().toString()).contains("Again");
	}

	private static void assertContent(JsonNode content) {
		assertThat(content.path(0).path("text").stringValue()).isEqualTo("Look");
		assertThat(content.path(1).path("type").stringValue()).isEqualTo("input_image");
		assertThat(content.path(1).path("image_url").stringValue())
			.isEqualTo("data:image/gif;base64," + Base64.getEncoder().encodeToString("GIF89a..".getBytes()));
		assertThat(content.path(2).path("type").stringValue()).isEqualTo("input_file");
		assertThat(content.path(2).path("filename").stringValue()).isEqualTo("a.txt");
		assertThat(content.path(2).path("file_data").stringValue()).startsWith("data:text/plain;base64,R3L");
	}

	@Test
	void theNewestFirstIfTheyAreTooLargeTogether() {
		UserMessage older = message("older", "atc_1", "atc_2");
		UserMessage newer = message("newer", "atc_3");
		AttachedFiles files = AttachedFiles.of(List.of(older, newer),
				(attachment) -> new AttachmentContent("text/plain", new byte[20_000_000]));
		assertThat(files.of(newer)).allMatch((part) -> part.isInputFile());
		assertThat(files.of(older).getFirst().isInputFile()).isTrue();
		assertThat(files.of(older).getLast().asInputText().text()).contains("atc_2.txt", "not available");
	}

	@Test
	void asANameIfTheyAreGone() {
		UserMessage message = message("hello", "atc_1", "atc_2");
		AttachedFiles files = AttachedFiles.of(List.of(message), (attachment) -> {
			if (attachment.id().equals("atc_1")) {
				return null;
			}
			throw new IOException("disk");
		});
		assertThat(files.of(message)).hasSize(2).allMatch((part) -> part.isInputText());
	}

	private String attach(String name, String content) {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
			.formatted(name, content);
		return this.backend.post("/attachments", form, ALICE).json().path("id").stringValue();
	}

	private static UserMessage message(String text, String... files) {
		return new UserMessage("msg_" + text, "thr_1", Instant.EPOCH, List.of(new UserContent.Text(text)),
				java.util.Arrays.stream(files)
					.<Attachment>map((id) -> new Attachment.File(id, id + ".txt", "text/plain", null, "thr_1"))
					.toList(),
				null, null);
	}

}
