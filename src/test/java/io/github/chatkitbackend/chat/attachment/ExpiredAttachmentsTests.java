package io.github.chatkitbackend.chat.attachment;

import java.nio.file.Path;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files whose thread or user is gone.
 */
@ChatKitTest
class ExpiredAttachmentsTests {

	private static final String[] ALICE = { "Authorization", "Bearer token", "ChatKit-User", "alice", "Content-Type",
			"multipart/form-data; boundary=b" };

	@TempDir
	private Path directory;

	@Test
	void areHiddenAtOnceAndDeletedByTheJob(Services services) {
		Backend backend = services.start("CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_DATA_DIR=" + this.directory);
		// The job has run at the start, and runs again a minute later
		String id = upload(backend);
		Path file = this.directory.resolve("attachments").resolve(id);
		String thread = send(backend, id);
		assertThat(download(backend, id).body()).isEqualTo("Hello");
		backend.post("/chatkit", "{\"type\":\"threads.delete\",\"params\":{\"thread_id\":\"%s\"}}".formatted(thread),
				ALICE);
		assertThat(download(backend, id).code()).isEqualTo("attachment_not_found");
		assertThat(file).exists();
		backend.bean(ExpiredAttachments.class).delete();
		assertThat(file).doesNotExist();
	}

	private static String upload(Backend backend) {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nHello\r\n--b--\r\n";
		return backend.post("/attachments", form, ALICE).json().path("id").stringValue();
	}

	private static String send(Backend backend, String file) {
		return backend.post("/chatkit", """
				{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "Look"}],
				 "attachments": ["%s"], "inference_options": {}}}}""".formatted(file), ALICE)
			.body()
			.replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
	}

	private static Answer download(Backend backend, String id) {
		return backend.get("/attachments/" + id, ALICE);
	}

}
