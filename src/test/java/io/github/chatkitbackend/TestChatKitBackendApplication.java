package io.github.chatkitbackend;

import java.time.Duration;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.mcp.McpTestServer;
import io.github.chatkitbackend.chat.mcp.TodoList;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Starts the real service against a stand-in for OpenAI, so that it can be tried without
 * an account: {@code mvn spring-boot:test-run}. A small to-do list runs as an MCP server.
 */
public final class TestChatKitBackendApplication {

	private static final Logger logger = LoggerFactory.getLogger(TestChatKitBackendApplication.class);

	/** An open service costs nothing if it does not call OpenAI. */
	private static final String NO_WARNING_THAT_AN_ACCOUNT_PAYS = "--logging.level.io.github.chatkitbackend.security.SecurityConfiguration=error";

	/** About as fast as a model writes. */
	private static final Duration PACE = Duration.ofMillis(30);

	private TestChatKitBackendApplication() {
	}

	/**
	 * Starts all of them. OpenAI credentials from the environment are not used.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		OpenAIStandIn openai = new OpenAIStandIn();
		McpTestServer todos = TodoList.start();
		openai.responses().pace(PACE);
		SpringApplication application = new SpringApplication(ChatKitBackendApplication.class);
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) TestChatKitBackendApplication::hint);
		application.run(Stream
			.concat(Stream.of("--openai.base-url=" + openai.baseUrl(), "--openai.api-key=" + OpenAIStandIn.API_KEY,
					"--openai.org-id=", "--openai.project-id=", "--chatkit.workflow.id=" + OpenAIStandIn.WORKFLOW_ID,
					"--chatkit.model=gpt-5.1", "--chatkit.mcp.todos.url=" + todos.url(), "--chatkit.demo.enabled=true",
					NO_WARNING_THAT_AN_ACCOUNT_PAYS), Stream.of(args))
			.toArray(String[]::new));
	}

	private static void hint(ApplicationReadyEvent event) {
		logger.info(hint(event.getApplicationContext().getEnvironment()));
	}

	static String hint(Environment environment) {
		String service = "http://localhost:" + environment.getProperty("local.server.port");
		String token = tokenVariable(environment);
		String header = (token != null) ? " -H \"Authorization: Bearer $%s\"".formatted(token) : "";
		String advice = (token != null) ? "\n\nSet %s to a valid token in the shell that runs curl.".formatted(token)
				: "";
		return """
				OpenAI is a stand-in here; no account is used. Try:

				    curl -X POST %s/api/chatkit/session%s

				or open %s/demo.%s
				""".formatted(service, header, service, advice);
	}

	private static String tokenVariable(Environment environment) {
		if (StringUtils.hasText(environment.getProperty("chatkit.backend-token"))) {
			return "CHATKIT_BACKEND_TOKEN";
		}
		boolean takesJwts = Stream.of("issuer-uri", "jwk-set-uri", "secret")
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty("chatkit.jwt." + name)));
		return takesJwts ? "JWT" : null;
	}

}
