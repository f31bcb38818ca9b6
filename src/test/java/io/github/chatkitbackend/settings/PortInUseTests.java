package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an operator reads when another process has the port.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class PortInUseTests {

	@ParameterizedTest
	@ValueSource(strings = { "PORT", "MANAGEMENT_PORT" })
	void namesTheVariableAndWhatToDo(String variable, Services services, CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			Map<String, String> variables = Map.of("OPENAI_API_KEY", "sk-1", "CHATKIT_WORKFLOW_ID", "wf_1", variable,
					String.valueOf(other.getLocalPort()));
			assertThatException().isThrownBy(() -> services.startWith(variables));
			assertThat(output)
				.contains(variable + " is " + other.getLocalPort()
						+ ", but another process already listens on that port.")
				.contains("Stop the other process, or set " + variable + " to a free port.")
				.doesNotContain("cancelling refresh", "condition evaluation report", "\tat ");
		}
	}

}
