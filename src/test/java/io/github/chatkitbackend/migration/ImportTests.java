package io.github.chatkitbackend.migration;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.store.Databases;
import io.github.chatkitbackend.openai.HostedThread;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command {@code import} in a process of its own, and what a service makes of its
 * result.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class ImportTests {

	@TempDir
	private Path directory;

	private final Services services;

	private final OpenAIStandIn openai;

	ImportTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void copiesConversationsThatTheirUsersCanReadAndContinue(boolean postgreSQL) throws Exception {
		String database = postgreSQL ? "DATABASE_URL=" + Databases.createPostgreSQL()
				: "CHATKIT_DATA_DIR=" + this.directory.resolve("data");
		this.openai.threads().add(HostedThread.of("cthr_1", "alice", 1_760_000_000).question("Hi").answer("Hello"));
		this.openai.threads().add(HostedThread.of("cthr_2", "bob", 1_760_000_001).question("Ho").answer("Hum"));
		this.openai.threads().add(HostedThread.of("cthr_3", "alice", 1_760_000_002).question("Why").answer("So"));
		assertThat(run(List.of(), database)).contains("3 threads with 6 items of 2 users", "3 threads added");
		Backend backend = service(database);
		assertThat(ids(ask(backend, "alice", "threads.list", ""))).containsExactly("cthr_3", "cthr_1");
		JsonNode thread = ask(backend, "alice", "threads.get_by_id", "\"thread_id\":\"cthr_1\"");
		assertThat(thread.path("title").stringValue()).isEqualTo("About cthr_1");
		assertThat(thread.path("created_at").stringValue()).isEqualTo("2025-10-09T08:53:20Z");
		assertThat(texts(thread)).containsExactly("Hi", "Hello");
		assertThat(get(backend, "bob", "cthr_1").status()).isEqualTo(404);
		this.openai.responses().stream(ModelAnswer.of("Indeed."));
		assertThat(post(backend, "alice", "threads.add_user_message",
				"\"thread_id\":\"cthr_1\",\"input\":{\"content\":[{\"type\":\"input_text\",\"text\":\"More\"}],\"attachments\":[],\"inference_options\":{}}")
			.body()).contains("Indeed.");
		this.openai.threads()
			.add(HostedThread.of("cthr_1", "alice", 1_760_000_000).question("Hi").answer("Hello").question("There"));
		this.openai.threads()
			.add(HostedThread.of("cthr_2", "bob", 1_760_000_001).question("Ho").answer("Hum").question("New"));
		ask(backend, "alice", "threads.delete", "\"thread_id\":\"cthr_3\"");
		assertThat(run(List.of(), database)).contains("1 thread updated",
				"1 thread left alone, used here since an earlier import",
				"1 thread left out, deleted here since an earlier import");
		assertThat(texts(ask(backend, "alice", "threads.get_by_id", "\"thread_id\":\"cthr_1\""))).containsExactly("Hi",
				"Hello", "More", "Indeed.");
		assertThat(texts(ask(backend, "bob", "threads.get_by_id", "\"thread_id\":\"cthr_2\""))).containsExactly("Ho",
				"Hum", "New");
		assertThat(ids(ask(backend, "alice", "threads.list", ""))).containsExactly("cthr_1");
	}

	@Test
	void waitsAsLongAsOpenAIAsks() throws Exception {
		this.openai.threads().generate(3);
		this.openai.calls(Operation.LIST_THREAD_ITEMS)
			.answerNext(
					OpenAIStandIn.error(429, "rate_limit_exceeded", "Slow down").setHeader("Retry-After", "2").build(),
					OpenAIStandIn.error(503, null, "Later").build());
		assertThat(run(List.of())).contains("OpenAI limits the rate of calls. They go on in 2 s",
				"A call to OpenAI at 127.0.0.1:%d failed (503). It is repeated in"
					.formatted(URI.create(this.openai.baseUrl()).getPort()),
				"3 threads added");
	}

	@Test
	void reportsAThreadThatCannotBeReadAndCopiesItNextTime() throws Exception {
		String data = "CHATKIT_DATA_DIR=" + this.directory;
		this.openai.threads().generate(4);
		this.openai.calls(Operation.LIST_THREAD_ITEMS).answerNext(OpenAIStandIn.error(400, null, "No").build());
		ServiceProcess process = start(List.of(), data);
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output()).contains("Import not complete: 3 threads", "1 thread could not be read",
				"Check the setting that OpenAI names");
		assertThat(run(List.of(), data)).contains("Import complete: 4 threads", "1 thread added",
				"3 threads unchanged");
	}

	@Test
	void countsWhatCannotBeCopied() throws Exception {
		this.openai.threads().generate(1);
		this.openai.threads().add(HostedThread.of("cthr_1", " ", 1_760_000_000).question("Hi"));
		this.openai.threads().add(HostedThread.of("cthr_2", "alice", 1_760_000_000).item("chatkit.hologram", (_) -> {
		}));
		assertThat(run(List.of(), "CHATKIT_DATA_DIR=" + this.directory)).contains("2 threads added",
				"Skipped 1 thread whose user cannot exist here: a user id must not be blank",
				"Kept 1 part that is not known here in the metadata of its thread, where nobody sees it: chatkit.hologram");
	}

	private Backend service(String database) {
		return this.services.start(database, "CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false");
	}

	private String run(List<String> options, String... settings) throws Exception {
		ServiceProcess process = start(options, settings);
		int code = process.awaitExit();
		assertThat(code).as(process.output()).isZero();
		return process.output();
	}

	private ServiceProcess start(List<String> options, String... settings) {
		List<String> arguments = new ArrayList<>(List.of("import"));
		arguments.addAll(options);
		return this.services.command(this.directory, arguments, settings);
	}

	private static Answer post(Backend backend, String user, String type, String params) {
		return backend.post("/chatkit", "{\"type\":\"%s\",\"params\":{%s}}".formatted(type, params), "Authorization",
				"Bearer token", "ChatKit-User", user);
	}

	private static Answer get(Backend backend, String user, String thread) {
		return post(backend, user, "threads.get_by_id", "\"thread_id\":\"%s\"".formatted(thread));
	}

	private static JsonNode ask(Backend backend, String user, String type, String params) {
		Answer answer = post(backend, user, type, params);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.json();
	}

	private static List<String> ids(JsonNode page) {
		return page.path("data").valueStream().map((thread) -> thread.path("id").stringValue()).toList();
	}

	private static List<String> texts(JsonNode thread) {
		return thread.at("/items/data")
			.valueStream()
			.map((item) -> item.at("/content/0/text").stringValue(""))
			.toList();
	}

}
