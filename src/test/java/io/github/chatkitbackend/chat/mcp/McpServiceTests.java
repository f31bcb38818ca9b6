package io.github.chatkitbackend.chat.mcp;

import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.chat.tool.ToolSource;
import io.github.chatkitbackend.security.AuthorizationServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tools of MCP servers within the service: who learns of the user, and what operators
 * learn of calls.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class McpServiceTests {

	private static final String MESSAGE = """
			{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "%s"}],
			  "attachments": [], "inference_options": {}}}}""";

	private static McpTestServer server;

	private static CountDownLatch released;

	private final Services services;

	McpServiceTests(Services services) {
		this.services = services;
	}

	@BeforeAll
	static void start() {
		released = new CountDownLatch(1);
		server = McpTestServer.start(TestTool.ofText("good", (_) -> "good answer"),
				new TestTool("bad", (_) -> CallToolResult.builder().isError(true).addTextContent("no").build()),
				TestTool.ofText("hanging", (_) -> hang()));
	}

	private static String hang() {
		try {
			released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "late";
	}

	@AfterAll
	static void stop() {
		released.countDown();
		server.close();
	}

	@BeforeEach
	void forget() {
		server.calls().clear();
	}

	private Backend connected(String... settings) {
		String[] all = new String[settings.length + 4];
		System.arraycopy(settings, 0, all, 0, settings.length);
		all[settings.length] = "CHATKIT_MODEL=gpt-5.5";
		all[settings.length + 1] = "CHATKIT_MCP_TASKS_URL=" + server.url();
		all[settings.length + 2] = "CHATKIT_BACKEND_TOKEN=token";
		all[settings.length + 3] = "CHATKIT_JWT_SECRET=" + UserToken.SECRET;
		return this.services.startWith(ToolAgent.class, all);
	}

	private static Answer say(Backend backend, String tool, String... headers) {
		return backend.post("/chatkit", MESSAGE.formatted(tool), headers);
	}

	@Test
	void areNotThereWithoutServersOrWithoutChat() {
		for (Backend backend : new Backend[] { this.services.start("CHATKIT_MODEL=gpt-5.5"),
				this.services.start("CHATKIT_MCP_TASKS_URL=" + server.url()) }) {
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
				.isThrownBy(() -> backend.bean(ToolSource.class));
		}
		assertThat(server.calls()).isEmpty();
	}

	@Test
	void learnOfTheUserOnlyIfTheOperatorWantsIt(CapturedOutput output) {
		String jwt = UserToken.of("alice");
		assertThat(say(connected(), "good", "Authorization", jwt).body()).contains("good answer");
		assertThat(server.calls("tools/call")).singleElement()
			.satisfies((call) -> assertThat(call.headers()).doesNotContainKeys("authorization", "chatkit-user"));
		server.calls().clear();
		Backend forwarding = connected("CHATKIT_MCP_TASKS_FORWARD_USER=true", "CHATKIT_MCP_TASKS_TOKEN=fixed");
		assertThat(say(forwarding, "good", "Authorization", jwt).body()).contains("good answer");
		assertThat(server.calls()).isNotEmpty().allSatisfy((call) -> {
			assertThat(call.header("Authorization")).isEqualTo(jwt);
			assertThat(call.header("ChatKit-User")).isEqualTo("alice");
		});
		assertThat(output).doesNotContain(jwt.substring("Bearer ".length()), "fixed", "alice");
	}

	@Test
	void getTheFixedTokenForUsersWithoutJwtAndASessionForEachUser() {
		Backend backend = connected("CHATKIT_MCP_TASKS_FORWARD_USER=true", "CHATKIT_MCP_TASKS_TOKEN=fixed");
		for (String user : new String[] { "bob", "carol" }) {
			say(backend, "good", "Authorization", "Bearer token", "ChatKit-User", user);
		}
		assertThat(server.calls("tools/call")).extracting((call) -> call.header("ChatKit-User"))
			.containsExactly("bob", "carol");
		assertThat(server.calls("tools/call")).extracting((call) -> call.header("Mcp-Session-Id"))
			.doesNotHaveDuplicates();
		assertThat(server.calls("tools/call"))
			.allSatisfy((call) -> assertThat(call.header("Authorization")).isEqualTo("Bearer fixed"));
		server.calls().clear();
		assertThat(say(backend, "good", "Authorization", "Bearer token").body()).contains("good answer");
		assertThat(server.calls("tools/call")).singleElement()
			.satisfies((call) -> assertThat(call.headers()).doesNotContainKey("chatkit-user"));
	}

	@Test
	void getNamesWithoutWhatAHeaderCannotContain() {
		Backend backend = connected("CHATKIT_MCP_TASKS_FORWARD_USER=true");
		say(backend, "good", "Authorization", UserToken.of("Zo\u00e9 %\r\nX: y"));
		assertThat(server.calls("tools/call")).singleElement()
			.satisfies((call) -> assertThat(call.header("ChatKit-User")).isEqualTo("Zo%C3%A9%20%25%0D%0AX:%20y"));
	}

	@Test
	void getTheTokenOfARealIssuer() throws Exception {
		try (AuthorizationServer issuer = AuthorizationServer.start()) {
			String token = issuer.token();
			Backend backend = this.services.startWith(ToolAgent.class, "CHATKIT_MODEL=gpt-5.5",
					"CHATKIT_MCP_TASKS_URL=" + server.url(), "CHATKIT_MCP_TASKS_FORWARD_USER=true",
					"CHATKIT_JWT_ISSUER_URI=" + issuer.uri(), "CHATKIT_JWT_AUDIENCE=my-app");
			assertThat(say(backend, "good", "Authorization", "Bearer " + token).body()).contains("good answer");
			assertThat(server.calls("tools/call")).singleElement().satisfies((call) -> {
				assertThat(call.header("Authorization")).isEqualTo("Bearer " + token);
				assertThat(call.header("ChatKit-User")).isEqualTo("my-app");
			});
		}
	}

	@Test
	void areCancelledWithTheTurn() {
		Backend backend = connected("CHATKIT_TURN_TIMEOUT=1s");
		say(backend, "hanging", "Authorization", "Bearer token");
		await().until(() -> !server.calls("notifications/cancelled").isEmpty());
		assertThat(server.calls("notifications/cancelled").getFirst().message().at("/params/requestId"))
			.isEqualTo(server.calls("tools/call").getFirst().message().path("id"));
	}

	@Test
	void areMeasuredWithoutArgumentsOrUsers() {
		Backend backend = connected("CHATKIT_TURN_TIMEOUT=1s");
		for (String tool : new String[] { "good", "bad", "hanging" }) {
			say(backend, tool, "Authorization", "Bearer token", "ChatKit-User", "carol");
		}
		await().until(() -> metrics(backend).contains("cancelled"));
		assertThat(metrics(backend))
			.containsPattern("chatkit_mcp_seconds_count\\{.*outcome=\"success\",server=\"tasks\"} 1")
			.containsPattern("chatkit_mcp_seconds_count\\{.*outcome=\"tool_error\",server=\"tasks\"} 1")
			.containsPattern("chatkit_mcp_seconds_count\\{.*outcome=\"cancelled\",server=\"tasks\"} 1")
			.doesNotContain("carol", "argument", "good");
	}

	private static String metrics(Backend backend) {
		return backend.get("/actuator/prometheus", "Authorization", "Bearer token").body();
	}

}
