package io.github.chatkitbackend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.chatkitbackend.openai.OpenAIStandIn;

/**
 * The settings of a service under test. Tests with equal settings can share a service.
 *
 * @param variables environment variables, in addition to what every service needs
 * @param beans configuration classes and components to add
 */
record Settings(Map<String, String> variables, Set<Class<?>> beans) {

	static Settings of(String... settings) {
		return of(settings, new Class<?>[0]);
	}

	static Settings of(String[] settings, Class<?>[] beans) {
		Map<String, String> variables = Arrays.stream(settings)
			.map((setting) -> List.of(setting.split("=", 2)))
			.collect(Collectors.toMap(List::getFirst, List::getLast));
		return new Settings(variables, Set.of(beans));
	}

	/**
	 * The complete environment of a service. It calls the stand-in instead of OpenAI,
	 * listens on a free port, and has no rate limit.
	 */
	Map<String, String> environment(OpenAIStandIn openai) {
		Map<String, String> environment = new HashMap<>(Map.of("PORT", "0", "OPENAI_API_KEY", OpenAIStandIn.API_KEY,
				"OPENAI_BASE_URL", openai.baseUrl(), "CHATKIT_WORKFLOW_ID", OpenAIStandIn.WORKFLOW_ID,
				"CHATKIT_RATE_LIMIT_PER_MINUTE", "0", "CHATKIT_MESSAGES_PER_MINUTE", "0"));
		if (this.variables.containsKey("CHATKIT_MODEL")) {
			environment.put("CHATKIT_DATA_DIR", temporaryDirectory());
		}
		environment.putAll(this.variables);
		return environment;
	}

	private static String temporaryDirectory() {
		try {
			return Files.createTempDirectory(Path.of("").toAbsolutePath(), "data").toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether these settings change the log, which all services of a JVM share.
	 */
	boolean changeLogging() {
		return this.variables.keySet()
			.stream()
			.anyMatch((name) -> name.startsWith("LOGGING_") || name.startsWith("CHATKIT_LOG_"));
	}

	Class<?>[] sources() {
		return Stream.concat(Stream.of(ChatKitBackendApplication.class), this.beans.stream()).toArray(Class<?>[]::new);
	}

}
