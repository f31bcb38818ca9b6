package io.github.chatkitbackend.chat.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.attachment.S3Server;
import io.github.chatkitbackend.chat.store.AttachmentStore;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files in an S3-compatible store, to which browsers send them past the service.
 */
@ChatKitTest
class S3AttachmentTests {

	private static final byte[] GIF = "GIF89a..".getBytes(StandardCharsets.US_ASCII);

	private static final String FORM = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n\r\n"
			+ "GIF89a..\r\n--b--\r\n";

	private final S3Server s3 = S3Server.shared();

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final S3User alice;

	S3AttachmentTests(Services services, OpenAIStandIn openai) {
		this.backend = services.shared(this.s3.settings());
		this.openai = openai;
		this.alice = new S3User(this.backend, "alice");
	}

	@Test
	void goToTheStoreAndReachTheModel() {
		JsonNode announced = announce();
		assertThat(announced.at("/upload_descriptor/method").stringValue()).isEqualTo("PUT");
		assertThat(announced.at("/upload_descriptor/url").stringValue()).startsWith(this.s3.endpoint() + "/");
		assertThat(this.alice.upload(announced, GIF).status()).isEqualTo(200);
		String id = id(announced);
		assertThat(this.s3.keys(id)).containsExactly("incoming/" + id);
		Answer sent = this.alice.send(id);
		assertThat(sent.status()).isEqualTo(200);
		assertThat(sent.body()).contains(id).doesNotContain("upload_descriptor", "\"type\":\"error\"");
		assertThat(this.s3.keys(id)).containsExactly("attachments/" + id);
		assertThat(this.openai.lastBody().at("/input/0/content/1/image_url").stringValue())
			.isEqualTo("data:image/gif;base64," + Base64.getEncoder().encodeToString(GIF));
	}

	@Test
	void areRefusedByTheStoreIfTheyAreNotAsAnnounced() {
		JsonNode announced = announce();
		assertThat(this.alice.upload(announced, "text/html", GIF).status()).isEqualTo(403);
		assertThat(this.alice.upload(announced, (new String(GIF) + ".").getBytes()).status()).isEqualTo(403);
		assertThat(this.alice.upload(announced, new byte[0]).status()).isEqualTo(403);
		assertThat(this.s3.keys(id(announced))).isEmpty();
		assertThat(this.alice.send(id(announced)).code()).isEqualTo("conflict");
		assertThat(this.alice.create("a.gif", "image/gif", 21_000_000).code()).isEqualTo("request_too_large");
		assertThat(this.alice.create("a.gif", "image/gif", -1).code()).isEqualTo("invalid_request");
	}

	@Test
	void areRefusedWhenSentIfTheirContentIsNotAllowed() {
		S3User bob = new S3User(this.backend, "bob");
		for (String content : new String[] { "MZ program", "<html></html>", "" }) {
			byte[] bytes = content.getBytes();
			JsonNode announced = bob.announce("a.gif", "image/gif", bytes.length);
			assertThat(bob.upload(announced, bytes).status()).isEqualTo(200);
			assertThat(bob.send(id(announced)).code()).isEqualTo("invalid_request");
			assertThat(bob.download(id(announced)).code()).isEqualTo("invalid_request");
			bob.delete(id(announced));
			assertThat(this.s3.keys(id(announced))).isEmpty();
		}
		assertThat(new ChatUser(this.backend, "bob").threads()).isEmpty();
	}

	@Test
	void cannotBeReplacedAfterTheyWereSent() {
		JsonNode announced = announce();
		this.alice.upload(announced, GIF);
		this.alice.send(id(announced));
		this.alice.upload(announced, "MZevil..".getBytes());
		assertThat(this.alice.download(id(announced)).body()).isEqualTo("GIF89a..");
		assertThat(this.alice.send(id(announced)).code()).isEqualTo("conflict");
	}

	@Test
	void areShownByARedirectToTheStore() {
		JsonNode announced = announce();
		String preview = announced.path("preview_url").stringValue();
		assertThat(this.alice.get(preview).code()).isEqualTo("attachment_not_found");
		this.alice.upload(announced, GIF);
		Answer redirect = this.alice.get(preview);
		assertThat(redirect.status()).isEqualTo(302);
		assertThat(redirect.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
		assertThat(redirect.header("Cache-Control")).isEqualTo("private, max-age=1800");
		Answer image = this.alice.get(redirect.header("Location"));
		assertThat(image.body()).isEqualTo("GIF89a..");
		assertThat(image.header("Content-Type")).isEqualTo("image/gif");
		assertThat(image.header("Content-Disposition")).startsWith("attachment;").contains("a.gif");
		assertThat(this.alice.get(redirect.header("Location").replaceFirst("Signature=.", "Signature=")).status())
			.isEqualTo(403);
		assertThat(this.alice.get(preview.replaceFirst("signature=.", "signature=")).code()).isEqualTo("forbidden");
	}

	@Test
	void areShownByARedirectWhateverTheirName() {
		String name = "a".repeat(250) + ".gif";
		assertThat(preview(name).header("Content-Disposition")).startsWith("attachment;").contains(name);
		assertThat(preview("世".repeat(251) + ".gif").header("Content-Disposition")).isEqualTo("attachment");
	}

	private Answer preview(String name) {
		JsonNode announced = this.alice.announce(name, "image/gif", GIF.length);
		this.alice.upload(announced, GIF);
		Answer redirect = this.alice.get(announced.path("preview_url").stringValue());
		assertThat(redirect.status()).isEqualTo(302);
		return this.alice.get(redirect.header("Location"));
	}

	@Test
	void areDownloadedThroughTheServiceByTheirOwner() {
		byte[] page = "<html>Größe</html>".getBytes(StandardCharsets.UTF_8);
		JsonNode announced = this.alice.announce("page.html", "text/html", page.length);
		assertThat(this.alice.download(id(announced)).code()).isEqualTo("attachment_not_found");
		this.alice.upload(announced, page);
		Answer download = this.alice.download(id(announced));
		assertThat(download.body()).isEqualTo("<html>Größe</html>");
		assertThat(download.header("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(new S3User(this.backend, "mallory").download(id(announced)).code())
			.isEqualTo("attachment_not_found");
	}

	@Test
	void areTakenDirectlyToo() {
		Answer direct = this.backend.post("/attachments", FORM, "Authorization", "Bearer token", "ChatKit-User",
				"alice", "Content-Type", "multipart/form-data; boundary=b");
		assertThat(direct.status()).isEqualTo(200);
		assertThat(this.s3.keys(id(direct.json()))).containsExactly("attachments/" + id(direct.json()));
		assertThat(this.alice.send(id(direct.json())).status()).isEqualTo(200);
	}

	@Test
	void goWithTheirThread() {
		JsonNode announced = announce();
		this.alice.upload(announced, GIF);
		String thread = ChatStream.threadId(this.alice.send(id(announced)).body());
		this.alice.post("threads.delete", "\"thread_id\":\"%s\"".formatted(thread));
		S3Server.deleteExpired(this.backend);
		assertThat(this.s3.keys(id(announced))).isEmpty();
		assertThat(this.alice.download(id(announced)).code()).isEqualTo("attachment_not_found");
	}

	@Test
	void goWhenTheyAreRemovedOrNotSentInTime() {
		JsonNode removed = announce();
		this.alice.upload(removed, GIF);
		assertThat(this.alice.delete(id(removed)).body()).isEqualTo("{}");
		JsonNode expired = announce();
		this.alice.upload(expired, GIF);
		this.backend.bean(AttachmentStore.class).expire(id(expired));
		S3Server.deleteExpired(this.backend);
		assertThat(this.s3.keys(id(removed))).isEmpty();
		assertThat(this.s3.keys(id(expired))).isEmpty();
	}

	private JsonNode announce() {
		return this.alice.announce("a.gif", "image/gif", GIF.length);
	}

	private static String id(JsonNode attachment) {
		return attachment.path("id").stringValue();
	}

}
