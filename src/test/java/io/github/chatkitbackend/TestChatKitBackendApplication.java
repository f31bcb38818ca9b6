package io.github.chatkitbackend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

	private static final String REAL_MODEL = "REAL_MODEL";

	/** About as fast as a model writes. */
	private static final Duration PACE = Duration.ofMillis(30);

	private TestChatKitBackendApplication() {
	}

	/**
	 * Starts all of them. OpenAI credentials from the environment are not used unless
	 * {@code REAL_MODEL=true} asks for it.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		McpTestServer todos = TodoList.start();
		List<String> arguments = new ArrayList<>(
				List.of("--chatkit.mcp.todos.url=" + todos.url(), "--chatkit.demo.enabled=true"));
		if (System.getenv("CHATKIT_DATA_DIR") == null) {
			arguments.add("--chatkit.data-dir=target/test-run");
		}
		if (!"true".equals(System.getenv(REAL_MODEL))) {
			arguments.addAll(standIn());
		}
		arguments.addAll(List.of(args));
		SpringApplication application = new SpringApplication(ChatKitBackendApplication.class);
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) TestChatKitBackendApplication::hint);
		application.run(arguments.toArray(String[]::new));
	}

	private static List<String> standIn() {
		OpenAIStandIn openai = new OpenAIStandIn();
		openai.responses().pace(PACE);
		return List.of("--openai.base-url=" + openai.baseUrl(), "--openai.api-key=" + OpenAIStandIn.API_KEY,
				"--openai.org-id=", "--openai.project-id=", "--chatkit.workflow.id=" + OpenAIStandIn.WORKFLOW_ID,
				"--chatkit.model=gpt-5.1", "--chatkit.image-generation=true", NO_WARNING_THAT_AN_ACCOUNT_PAYS);
	}

	private static void hint(ApplicationReadyEvent event) {
		logger.info(hint(event.getApplicationContext().getEnvironment()));
	}

	static String hint(Environment environment) {
		String service = "http://localhost:" + environment.getProperty("local.server.port");
		String model = "true".equals(environment.getProperty(REAL_MODEL)) ? "Your OpenAI account is used."
				: "OpenAI is a stand-in here; no account is used.";
		return """
				%s Open %s/demo and type:

				    add water the plants    A tool of the to-do list, a real MCP server, adds an item.
				    list my items           Another tool lists them.
				    plan my week            A tool takes half a minute: press Stop.
				    draw a fern             The model generates an image (with an account: if CHATKIT_IMAGE_GENERATION is true).
				    What is this?           The model describes files. Attach them by the button or drop them.

				Or call it:

				    curl %s/api/chat -d '{"message": "list my items"}'%s
				"""
			.formatted(model, service, service, authorization(environment));
	}

	private static String authorization(Environment environment) {
		String token = tokenVariable(environment);
		return (token != null)
				? " -H \"Authorization: Bearer $%1$s\"\n\nSet %1$s to a valid token in the shell that runs curl."
					.formatted(token)
				: "";
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
