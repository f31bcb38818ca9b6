package io.github.chatkitbackend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests {@code mvn spring-boot:test-run}, which tries the service without an account.
 */
@ChatKitTest
@Execution(ExecutionMode.CONCURRENT)
class TestRunTests {

	private static final Pattern CURL = Pattern
		.compile("curl (?<url>\\S+) -d '(?<body>[^']+)'(?: -H \"(?<header>[^:]+): (?<value>[^\"]+)\")?\\n");

	@TempDir
	private Path directory;

	private final Services services;

	TestRunTests(Services services) {
		this.services = services;
	}

	@Test
	void printsACallThatWorksAndNothingAboutCosts() throws Exception {
		ServiceProcess service = start(Map.of());
		assertThat(call(service, "")).isEqualTo(200);
		assertThat(service.output()).contains("no account is used").doesNotContain("pays", " WARN ");
	}

	@Test
	void doesWhatItSaysCanBeTyped() throws Exception {
		ServiceProcess service = start(Map.of("CHATKIT_KEEP_ALIVE", "1s"));
		try (TestRunVisitor visitor = new TestRunVisitor(service.awaitPort())) {
			assertThat(visitor.say("Hello")).contains("\"type\":\"assistant_message.content_part.text_delta\"")
				.doesNotContain("\"type\":\"error\"");
			assertThat(visitor.say("add water the plants")).contains("\"title\":\"add_item\"",
					"Added. There are 2 items.");
			assertThat(visitor.say("list my items")).contains("\"title\":\"list_items\"",
					"- Buy milk\\n- water the plants");
			assertThat(visitor.say("draw a fern")).contains("generated_image.updated", "data:image/png;base64,");
			String file = visitor.attach("notes.txt", "Water the fern.");
			assertThat(visitor.say("What is this?", file)).contains(
					"I see the file notes.txt of type text/plain with 15 bytes. It begins with “Water the fern.”.");
			String stopped = visitor.sayUntil("plan my week", "\"title\":\"plan_week\"");
			await().atMost(30, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(visitor.items(stopped)).contains("\"title\":\"plan_week\"",
						"\"content\":\"Stopped.\""));
		}
		assertThat(service.output()).contains("/demo and type:", "add water the plants", "list my items",
				"plan my week", "draw a fern", "What is this?");
	}

	@Test
	void usesAnAccountIfAsked(OpenAIStandIn openai) throws Exception {
		ServiceProcess service = start(Map.of("REAL_MODEL", "true", "OPENAI_BASE_URL", openai.baseUrl(),
				"OPENAI_API_KEY", OpenAIStandIn.API_KEY, "CHATKIT_MODEL", "gpt-5.5"));
		try (TestRunVisitor visitor = new TestRunVisitor(service.awaitPort())) {
			assertThat(visitor.say("add water the plants")).contains("Added. There are 2 items.");
		}
		assertThat(openai.lastBody().toString()).contains("water the plants");
		assertThat(service.output()).contains("Your OpenAI account is used.");
	}

	@Test
	void printsACallWithTheBackendTokenButNotTheToken() throws Exception {
		ServiceProcess service = start(Map.of("CHATKIT_BACKEND_TOKEN", "token-of-this-test"));
		assertThat(call(service, "token-of-this-test")).isEqualTo(200);
		assertThat(service.output()).contains("Set CHATKIT_BACKEND_TOKEN to a valid token")
			.doesNotContain("token-of-this-test");
	}

	/**
	 * Maven does not start any of several.
	 */
	@Test
	void isTheOnlyProgramAmongTheTests() {
		assertThat(new ClassFileImporter().withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
			.importPackages("io.github.chatkitbackend", "com.example"))
			.filteredOn((type) -> type.getMethods()
				.stream()
				.anyMatch((method) -> method.getName().equals("main") && method.getRawParameterTypes().size() == 1))
			.extracting(JavaClass::getSimpleName)
			.containsExactly("TestChatKitBackendApplication");
	}

	@Test
	void asksForAJwtWhereOnlyJwtsAreTaken() {
		for (String name : new String[] { "issuer-uri", "jwk-set-uri", "secret" }) {
			MockEnvironment environment = new MockEnvironment().withProperty("chatkit.jwt." + name, "any")
				.withProperty("chatkit.backend-token", "");
			assertThat(TestChatKitBackendApplication.hint(environment)).contains("-H \"Authorization: Bearer $JWT\"",
					"Set JWT to a valid token");
		}
	}

	private ServiceProcess start(Map<String, String> variables) {
		Map<String, String> environment = new HashMap<>(variables);
		environment.put("PORT", "0");
		return this.services.program(TestChatKitBackendApplication.class, this.directory, environment);
	}

	private static Matcher printedCall(ServiceProcess service) {
		await().atMost(60, TimeUnit.SECONDS).until(() -> CURL.matcher(service.output()).find());
		Matcher curl = CURL.matcher(service.output());
		assertThat(curl.find()).isTrue();
		return curl;
	}

	/**
	 * Make the call that the service prints, as a shell with the token would.
	 */
	private static int call(ServiceProcess service, String token) throws Exception {
		Matcher curl = printedCall(service);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(curl.group("url")))
			.POST(BodyPublishers.ofString(curl.group("body")));
		if (curl.group("header") != null) {
			request.header(curl.group("header"), curl.group("value").replace("$CHATKIT_BACKEND_TOKEN", token));
		}
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request.build(), BodyHandlers.discarding()).statusCode();
		}
	}

}
