package io.github.chatkitbackend;

import java.nio.file.Path;
import java.util.Map;

import com.example.agentmethod.MethodApplication;
import com.example.ownagent.OwnApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * An application with this library and a component that is an agent is the whole service.
 * It needs neither a model nor an account.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnApplicationTests {

	private static final String MESSAGE = "{\"message\": \"Hi\"}";

	private Backend backend;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.backend = Backend.start(Map.of("CHATKIT_DATA_DIR", directory.toString(), "CHATKIT_BACKEND_TOKEN", "token"),
				OwnApplication.class);
	}

	@AfterAll
	void stop() {
		this.backend.close();
	}

	@Test
	void answersAndKeepsTheConversation() {
		Answer answer = this.backend.post("/api/chat", MESSAGE, "Authorization", "Bearer token", "ChatKit-User",
				"alice");
		assertThat(answer.json().path("response").stringValue()).isEqualTo("Hello, alice");
		String list = "{\"type\": \"threads.list\", \"params\": {}}";
		assertThat(this.backend.post("/chatkit", list, "Authorization", "Bearer token", "ChatKit-User", "alice").body())
			.contains(answer.json().path("conversation_id").stringValue());
	}

	@Test
	void theAgentMayComeFromAMethod(@TempDir Path directory) {
		try (Backend other = Backend.start(Map.of("CHATKIT_DATA_DIR", directory.toString()), MethodApplication.class)) {
			assertThat(other.post("/api/chat", MESSAGE).json().path("response").stringValue()).startsWith("Hello, ");
		}
	}

	@Test
	void hasOneAgent(CapturedOutput output, @TempDir Path directory) {
		assertThatException().isThrownBy(() -> Backend.start(Map.of("CHATKIT_DATA_DIR", directory.toString()),
				MethodApplication.class, OwnApplication.class));
		assertThat(output).contains("There are 2 agents, but only one can answer: greeter, ownApplication.Greeter.",
				"@Primary");
	}

	@Test
	void needsAKeyForHostedSessions() {
		Map<String, String> environment = Map.of("CHATKIT_WORKFLOW_ID", "wf_1");
		assertThatException().isThrownBy(() -> Backend.start(environment, OwnApplication.class))
			.havingRootCause()
			.withMessageContaining("OPENAI_API_KEY is not set");
	}

	@Test
	void isSecuredAndDescribedAndMeasured() {
		assertThat(this.backend.post("/api/chat", MESSAGE, "Authorization", "Bearer wrong").code())
			.isEqualTo("unauthorized");
		assertThat(this.backend.get("/openapi.json").json().path("paths").has("/chatkit")).isTrue();
		assertThat(this.backend.get("/actuator/prometheus", "Authorization", "Bearer token").body())
			.contains("chatkit_turns");
		assertThat(this.backend.get("/nope").code()).isEqualTo("unauthorized");
	}

	@Test
	void hasNoHostedSessionsWithoutAWorkflow() {
		assertThat(this.backend.post("/api/chatkit/session", "", "Authorization", "Bearer token").code())
			.isEqualTo("hosted_sessions_off");
	}

}
