package io.github.chatkitbackend.chat.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.UserToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ContentDisposition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of users: announced, uploaded, sent, shown, and gone with their thread.
 */
@ChatKitTest(beans = ScriptedAgent.class,
		settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_JWT_SECRET=" + UserToken.SECRET,
				"CHATKIT_FILE_UPLOAD_MAX_SIZE_MB=1", "CHATKIT_ALLOWED_ORIGINS=https://shop.example.com" })
class AttachmentTests {

	private static final byte[] PNG = Base64.getDecoder()
		.decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

	private final Backend backend;

	private final ChatUser alice;

	AttachmentTests(Backend backend) {
		this.backend = backend;
		this.alice = new ChatUser(backend, "alice");
	}

	@Test
	void areUploadedAndSentInTwoPhases() {
		JsonNode announced = announce("a.png", "image/png");
		assertThat(announced.path("type").stringValue()).isEqualTo("image");
		assertThat(announced.at("/upload_descriptor/method").stringValue()).isEqualTo("PUT");
		Answer uploaded = upload(announced, PNG);
		assertThat(uploaded.status()).isEqualTo(200);
		assertThat(uploaded.json().has("upload_descriptor")).isFalse();
		String id = announced.path("id").stringValue();
		Answer sent = this.alice.post(createWith(id));
		String thread = ChatStream.threadId(sent.body());
		assertThat(sent.body()).contains("\"id\":\"" + id + "\"", "\"thread_id\":\"" + thread + "\"");
		JsonNode listed = attachmentOf(thread);
		assertThat(listed.path("mime_type").stringValue()).isEqualTo("image/png");
		assertThat(get(listed.path("preview_url")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "POST" })
	void areTakenAsAFormToo(String method) {
		JsonNode announced = announce("notes.txt", "text/plain");
		Answer uploaded = send(method, announced.at("/upload_descriptor/url"),
				form("file", "x.bin", "Hello".getBytes()), "Content-Type", "multipart/form-data; boundary=b",
				"ChatKit-Frame-Instance-Id", "1");
		assertThat(uploaded.status()).isEqualTo(200);
		assertThat(uploaded.json().path("name").stringValue()).isEqualTo("notes.txt");
		assertThat(download(uploaded, "alice").body()).isEqualTo("Hello");
	}

	@Test
	void areTakenDirectly() {
		Answer uploaded = direct(form("file", "C:\\fake/päth.png", PNG));
		assertThat(uploaded.status()).isEqualTo(200);
		assertThat(uploaded.json().path("type").stringValue()).isEqualTo("image");
		assertThat(uploaded.json().path("name").stringValue()).doesNotContain("/", "\\").endsWith("th.png");
		assertThat(this.alice.post(createWith(uploaded.json().path("id").stringValue())).status()).isEqualTo(200);
	}

	@Test
	void areRefusedDirectlyWithoutAFileOrAUser() {
		for (byte[] body : List.of(form("other", "a.png", PNG), "x".getBytes(), new byte[0])) {
			assertThat(direct(body).code()).isEqualTo("invalid_request");
		}
		byte[] form = form("file", "a.png", PNG);
		assertThat(direct(java.util.Arrays.copyOf(form, form.length - 20)).code()).isEqualTo("invalid_request");
		assertThat(this.backend.post("/attachments", "x", "Content-Type", "multipart/form-data").status())
			.isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "a.png,image/png,MZ this is a program", "a.pdf,application/pdf,<html><script>alert(1)</script>",
			"a.png,image/png,<svg xmlns='http://www.w3.org/2000/svg'/>" })
	void areWhatTheirContentSays(String name, String type, String content) {
		JsonNode announced = announce(name, type);
		Answer uploaded = upload(announced, content.getBytes());
		if (uploaded.status() == 200) {
			assertThat(uploaded.json().path("mime_type").stringValue()).isEqualTo("text/html");
			assertThat(download(uploaded, "alice").header("Content-Type")).isEqualTo("application/octet-stream");
		}
		else {
			assertThat(uploaded.code()).isEqualTo("invalid_request");
		}
	}

	@ParameterizedTest
	@CsvSource({ "data.csv,application/vnd.ms-excel,text/csv", "data.json,,application/json",
			"readme.md,application/octet-stream,text/markdown" })
	void areTakenThoughTheBrowserDoesNotKnowTheirType(String name, String type, String detected) {
		JsonNode announced = announce(name, (type != null) ? type : "");
		assertThat(upload(announced, "{\"a\": 1}".getBytes()).json().path("mime_type").stringValue())
			.isEqualTo(detected);
	}

	@Test
	void areRefusedEarlyIfTheirTypeOrSizeIsNotAllowed() {
		assertThat(create("movie.mp4", 10, "video/mp4").code()).isEqualTo("invalid_request");
		assertThat(create("a.png", 2_000_000, "image/png").code()).isEqualTo("request_too_large");
		assertThat(upload(announce("a.txt", "text/plain"), "x".repeat(1_100_000).getBytes()).code())
			.isEqualTo("request_too_large");
		assertThat(upload(announce("a.txt", "text/plain"), "x".repeat(1_050_000).getBytes()).code())
			.isEqualTo("request_too_large");
	}

	@Test
	void areUploadedOnlyOnceAndOnlyByTheirLink() {
		JsonNode announced = announce("a.png", "image/png");
		String url = announced.at("/upload_descriptor/url").stringValue();
		for (String wrong : List.of(url.replaceAll("signature=.", "signature="), url.replace("expires=1", "expires=2"),
				url.replaceAll("atc_.", "atc_x"), url.replace("/content", "/preview"))) {
			assertThat(put(wrong, PNG).status()).as(wrong).isIn(403, 405);
		}
		assertThat(put(url.replaceAll("[?].*", ""), PNG).status()).isEqualTo(400);
		assertThat(put(url, PNG).status()).isEqualTo(200);
		assertThat(put(url, PNG).code()).isEqualTo("conflict");
	}

	@Test
	void ignoreATokenThatIsWrong() {
		JsonNode announced = announce("a.png", "image/png");
		assertThat(send("PUT", announced.at("/upload_descriptor/url"), PNG, "Authorization", "Bearer wrong").status())
			.isEqualTo(200);
	}

	@Test
	void canBeUploadedFromTheWidgetsPage() {
		String path = path(announce("a.png", "image/png").at("/upload_descriptor/url"));
		Answer preflight = this.backend.send("OPTIONS", path, BodyPublishers.noBody(), "Origin",
				"https://shop.example.com", "Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers",
				"chatkit-frame-instance-id,x-anything");
		assertThat(preflight.status()).isEqualTo(200);
		assertThat(preflight.header("Access-Control-Allow-Headers")).contains("chatkit-frame-instance-id",
				"x-anything");
		assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT");
	}

	@Test
	void areDownloadedOnlyByTheirOwnerAndNeverRunInABrowser() {
		Answer uploaded = upload(announce("page.html", "text/html"), "<html>Größe</html>".getBytes());
		Answer download = download(uploaded, "alice");
		assertThat(download.status()).isEqualTo(200);
		assertThat(download.header("Content-Disposition")).startsWith("attachment;").contains("page.html");
		assertThat(download.header("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(download.header("Content-Security-Policy")).startsWith("sandbox");
		assertThat(download(uploaded, "mallory").code()).isEqualTo("attachment_not_found");
		assertThat(this.backend.get("/attachments/" + uploaded.json().path("id").stringValue()).status())
			.isEqualTo(401);
	}

	@Test
	void areDownloadedUnderEveryNameTheyMayHave() {
		String name = "世".repeat(251) + ".txt";
		Answer download = download(upload(announce(name, "text/plain"), "Hello".getBytes()), "alice");
		assertThat(download.status()).isEqualTo(200);
		assertThat(ContentDisposition.parse(download.header("Content-Disposition")).getFilename()).isEqualTo(name);
	}

	@Test
	void areShownByASignedLinkWithoutAToken() {
		JsonNode image = upload(announce("a.png", "image/png"), PNG).json();
		Answer preview = get(image.path("preview_url"));
		assertThat(preview.status()).isEqualTo(200);
		assertThat(preview.header("Content-Type")).isEqualTo("image/png");
		assertThat(preview.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
		assertThat(preview.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(this.backend.get(path(image.path("preview_url")).replaceAll("signature=.", "signature=")).status())
			.isEqualTo(403);
	}

	@Test
	void ofSomebodyElseDoNotExist() {
		String id = upload(announce("a.png", "image/png"), PNG).json().path("id").stringValue();
		ChatUser mallory = new ChatUser(this.backend, "mallory");
		assertThat(mallory.post(createWith(id)).code()).isEqualTo("attachment_not_found");
		assertThat(mallory.threads()).isEmpty();
		mallory.post(ChatUser.request("attachments.delete", "\"attachment_id\":\"%s\"".formatted(id)));
		assertThat(this.alice.post(createWith(id)).status()).isEqualTo(200);
	}

	@Test
	void areSentOnce() {
		String id = upload(announce("a.png", "image/png"), PNG).json().path("id").stringValue();
		assertThat(this.alice.post(createWith(id + "\",\"" + id)).code()).isEqualTo("invalid_request");
		assertThat(this.alice.post(createWith(id)).status()).isEqualTo(200);
		assertThat(this.alice.post(createWith(id)).code()).isEqualTo("conflict");
		assertThat(delete(id).code()).isEqualTo("conflict");
		assertThat(this.alice.post(createWith(announce("a.png", "image/png").path("id").stringValue())).code())
			.isEqualTo("conflict");
	}

	@Test
	void canBeRemovedFromTheComposer() {
		Answer uploaded = upload(announce("a.png", "image/png"), PNG);
		String id = uploaded.json().path("id").stringValue();
		assertThat(delete(id).body()).isEqualTo("{}");
		assertThat(delete(id).body()).isEqualTo("{}");
		assertThat(download(uploaded, "alice").code()).isEqualTo("attachment_not_found");
		assertThat(get(uploaded.json().path("preview_url")).code()).isEqualTo("attachment_not_found");
	}

	@Test
	void goWithTheirThread() {
		Answer uploaded = upload(announce("a.png", "image/png"), PNG);
		String thread = ChatStream
			.threadId(this.alice.post(createWith(uploaded.json().path("id").stringValue())).body());
		this.alice.post(ChatUser.of("threads.delete", thread));
		assertThat(download(uploaded, "alice").code()).isEqualTo("attachment_not_found");
		assertThat(get(uploaded.json().path("preview_url")).code()).isEqualTo("attachment_not_found");
	}

	@Test
	void areListedInTheExportAndGoWithTheirUser() {
		ChatUser carol = new ChatUser(this.backend, "carol");
		JsonNode announced = carol
			.post(ChatUser.request("attachments.create", "\"name\":\"a.png\",\"size\":1,\"mime_type\":\"image/png\""))
			.json();
		Answer uploaded = upload(announced, PNG);
		assertThat(this.backend.get("/api/users/carol/export", "Authorization", "Bearer token").body())
			.contains("{\"attachment\":{\"id\":\"" + announced.path("id").stringValue());
		this.backend.send("DELETE", "/api/users/carol", BodyPublishers.noBody(), "Authorization", "Bearer token");
		assertThat(download(uploaded, "carol").code()).isEqualTo("attachment_not_found");
	}

	@Test
	@ChatKitTest(beans = ScriptedAgent.class,
			settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_FILE_UPLOAD_ENABLED=false" })
	void canBeSwitchedOff(Backend other) {
		Answer refused = new ChatUser(other, "alice")
			.post(ChatUser.request("attachments.create", "\"name\":\"a.png\",\"size\":1,\"mime_type\":\"image/png\""));
		assertThat(refused.code()).isEqualTo("unsupported_operation");
	}

	@Test
	@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token",
			"CHATKIT_PUBLIC_URL=https://chat.example.com/chat/", "CHATKIT_ATTACHMENT_TYPES=text/plain" })
	void haveLinksOfTheConfiguredAddressAndTypesOfTheSetting(Backend other) {
		ChatUser user = new ChatUser(other, "alice");
		JsonNode file = user
			.post(ChatUser.request("attachments.create", "\"name\":\"a.txt\",\"size\":1,\"mime_type\":\"text/plain\""))
			.json();
		assertThat(file.at("/upload_descriptor/url").stringValue())
			.startsWith("https://chat.example.com/chat/attachments/atc_");
		assertThat(user
			.post(ChatUser.request("attachments.create", "\"name\":\"a.png\",\"size\":1,\"mime_type\":\"image/png\""))
			.json()
			.path("message")
			.stringValue()).contains("text/plain");
	}

	private JsonNode announce(String name, String type) {
		return create(name, 10, type).json();
	}

	private Answer create(String name, long size, String type) {
		return this.alice.post(ChatUser.request("attachments.create",
				"\"name\":\"%s\",\"size\":%d,\"mime_type\":\"%s\"".formatted(name, size, type)));
	}

	private Answer delete(String id) {
		return this.alice.post(ChatUser.request("attachments.delete", "\"attachment_id\":\"%s\"".formatted(id)));
	}

	private Answer upload(JsonNode announced, byte[] bytes) {
		return put(announced.at("/upload_descriptor/url").stringValue(), bytes);
	}

	private Answer put(String url, byte[] bytes) {
		return this.backend.send("PUT", path(url), BodyPublishers.ofByteArray(bytes));
	}

	private Answer send(String method, JsonNode url, byte[] bytes, String... headers) {
		return this.backend.send(method, path(url), BodyPublishers.ofByteArray(bytes), headers);
	}

	private Answer direct(byte[] form) {
		return this.backend.send("POST", "/attachments", BodyPublishers.ofByteArray(form), "Authorization",
				UserToken.of("alice"), "Content-Type", "multipart/form-data; boundary=b");
	}

	private Answer get(JsonNode url) {
		return this.backend.get(path(url));
	}

	private Answer download(Answer uploaded, String user) {
		return this.backend.get("/attachments/" + uploaded.json().path("id").stringValue(), "Authorization",
				UserToken.of(user));
	}

	private JsonNode attachmentOf(String thread) {
		return this.alice.post(ChatUser.of("threads.get_by_id", thread)).json().at("/items/data/0/attachments/0");
	}

	private static String path(JsonNode url) {
		return path(url.stringValue());
	}

	private static String path(String url) {
		URI uri = URI.create(url);
		return uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
	}

	private static String createWith(String attachment) {
		return ChatUser.request("threads.create", "\"input\":"
				+ ChatUser.input("hello").replace("\"attachments\":[]", "\"attachments\":[\"" + attachment + "\"]"));
	}

	private static byte[] form(String field, String name, byte[] content) {
		try {
			ByteArrayOutputStream form = new ByteArrayOutputStream();
			form.write(("--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n"
					+ "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/png\r\n\r\n")
				.formatted(field, name)
				.getBytes(StandardCharsets.UTF_8));
			form.write(content);
			form.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
			return form.toByteArray();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
