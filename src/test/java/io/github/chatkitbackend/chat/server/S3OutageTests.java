package io.github.chatkitbackend.chat.server;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.attachment.S3Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store of files that is away, or that refuses the service, costs files and nothing
 * else.
 */
@ChatKitTest(shared = false)
@ExtendWith(OutputCaptureExtension.class)
class S3OutageTests {

	private static final byte[] GIF = "GIF89a..".getBytes(StandardCharsets.US_ASCII);

	private static final String FORM = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n\r\n"
			+ "GIF89a..\r\n--b--\r\n";

	private static final Pattern OUTAGE = Pattern.compile("The store of attached files does not answer or refuses to");

	private final Services services;

	S3OutageTests(Services services) {
		this.services = services;
	}

	@Test
	void costsFilesOnly(CapturedOutput output) {
		try (S3Server s3 = S3Server.start(S3Server.SECRET)) {
			Backend backend = this.services.start(s3.settings());
			S3User alice = new S3User(backend, "alice");
			String sent = uploaded(alice);
			String thread = ChatStream.threadId(alice.send(sent).body());
			String unsent = uploaded(alice);
			s3.stop();
			assertUnavailable(alice.send(unsent));
			assertUnavailable(alice.download(sent));
			assertUnavailable(direct(backend));
			assertThat(new ChatUser(backend, "alice").threads()).containsExactly(thread);
			assertChats(backend, thread);
			assertThat(alice.delete(unsent).body()).isEqualTo("{}");
			alice.post("threads.delete", "\"thread_id\":\"%s\"".formatted(thread));
			assertThat(new ChatUser(backend, "alice").threads()).isEmpty();
			assertThat(backend.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(OUTAGE.matcher(output).results()).hasSize(1);
			assertThat(output).contains("java.net.ConnectException").doesNotContain("\tat software.amazon");
			s3.restart();
			S3Server.deleteExpired(backend);
			assertThat(output).contains("The store of attached files answers again");
			for (String gone : new String[] { sent, unsent }) {
				assertThat(alice.download(gone).code()).isEqualTo("attachment_not_found");
			}
			assertThat(alice.send(uploaded(alice)).status()).isEqualTo(200);
		}
	}

	/**
	 * Also in a thread that has files.
	 */
	private static void assertChats(Backend backend, String thread) {
		Answer added = new ChatUser(backend, "alice").post(ChatUser.add(thread, "Again"));
		assertThat(added.status()).isEqualTo(200);
		assertThat(added.body()).contains("thread.item.done").doesNotContain("\"type\":\"error\"");
		assertThat(new ChatUser(backend, "bob").begin("Hello")).startsWith("thr_");
	}

	@Test
	void isToldFromWrongCredentialsInTheLog(CapturedOutput output) {
		try (S3Server s3 = S3Server.start("another-secret-key")) {
			Backend backend = this.services.start(s3.settings());
			S3User alice = new S3User(backend, "alice");
			JsonNode announced = alice.announce("a.gif", "image/gif", GIF.length);
			assertThat(alice.upload(announced, GIF).status()).isEqualTo(403);
			assertUnavailable(alice.send(announced.path("id").stringValue()));
			assertUnavailable(direct(backend));
			assertThat(new ChatUser(backend, "alice").threads()).isEmpty();
			assertThat(OUTAGE.matcher(output).results()).hasSize(1);
			assertThat(output).contains("403 SignatureDoesNotMatch. Check CHATKIT_S3_BUCKET")
				.doesNotContain(S3Server.SECRET, "another-secret-key", "X-Amz-Signature");
		}
	}

	@Test
	@ChatKitTest(shared = false, settings = "LOGGING_LEVEL_ROOT=TRACE")
	void leavesNoCredentialsInTheLogAtAnyLevel(CapturedOutput output, Backend verbose) {
		assertThat(verbose.get("/health").status()).isEqualTo(200);
		Backend backend = this.services.start(S3Server.shared().settings());
		S3User alice = new S3User(backend, "alice");
		assertThat(alice.send(uploaded(alice)).status()).isEqualTo(200);
		assertThat(direct(backend).status()).isEqualTo(200);
		assertThat(output).contains("DEBUG", "software.amazon.awssdk.request")
			.doesNotContain(S3Server.SECRET, "X-Amz-Signature=");
	}

	private static String uploaded(S3User user) {
		JsonNode announced = user.announce("a.gif", "image/gif", GIF.length);
		assertThat(user.upload(announced, GIF).status()).isEqualTo(200);
		return announced.path("id").stringValue();
	}

	private static Answer direct(Backend backend) {
		return backend.post("/attachments", FORM, "Authorization", "Bearer token", "ChatKit-User", "alice",
				"Content-Type", "multipart/form-data; boundary=b");
	}

	private static void assertUnavailable(Answer answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("attachments_unavailable");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
	}

}
