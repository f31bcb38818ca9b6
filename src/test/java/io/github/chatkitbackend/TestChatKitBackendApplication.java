package io.github.chatkitbackend;

import java.util.stream.Stream;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Starts the real service against a stand-in for OpenAI, so that it can be tried without
 * an account: {@code mvn spring-boot:test-run}.
 */
public final class TestChatKitBackendApplication {

	private static final Logger logger = LoggerFactory.getLogger(TestChatKitBackendApplication.class);

	private TestChatKitBackendApplication() {
	}

	/**
	 * Starts both. Whatever account the environment names is not used.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		OpenAIStandIn openai = new OpenAIStandIn();
		SpringApplication application = new SpringApplication(ChatKitBackendApplication.class);
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) TestChatKitBackendApplication::hint);
		application.run(Stream.concat(
				Stream.of("--openai.base-url=" + openai.baseUrl(), "--openai.api-key=" + OpenAIStandIn.API_KEY,
						"--openai.org-id=", "--openai.project-id=",
						"--chatkit.workflow.id=" + OpenAIStandIn.WORKFLOW_ID, "--chatkit.demo.enabled=true"),
				Stream.of(args))
			.toArray(String[]::new));
	}

	private static void hint(ApplicationReadyEvent event) {
		String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
		logger.info("""
				OpenAI is a stand-in here; no account is used. Try:

				    curl -X POST http://localhost:{}/api/chatkit/session

				or open http://localhost:{}/demo.
				""", port, port);
	}

}
