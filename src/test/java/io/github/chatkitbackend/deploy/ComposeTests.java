package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code deploy/compose.yaml} fits this service. The keys that it may use are listed
 * here, by hand and after the Compose specification, whose schema is nowhere on Maven
 * Central; a key that is missing here is not necessarily wrong.
 */
class ComposeTests {

	private static final Map<String, Class<?>> SERVICE_KEYS = Map.ofEntries(Map.entry("build", String.class),
			Map.entry("cap_drop", List.class), Map.entry("command", List.class), Map.entry("depends_on", List.class),
			Map.entry("env_file", String.class), Map.entry("environment", Map.class),
			Map.entry("healthcheck", Map.class), Map.entry("image", String.class), Map.entry("mem_limit", String.class),
			Map.entry("networks", List.class), Map.entry("ports", List.class), Map.entry("read_only", Boolean.class),
			Map.entry("restart", String.class), Map.entry("security_opt", List.class),
			Map.entry("stop_grace_period", String.class), Map.entry("tmpfs", String.class),
			Map.entry("user", String.class));

	private static final Map<String, Class<?>> HEALTHCHECK_KEYS = Map.of("test", List.class, "interval", String.class,
			"timeout", String.class, "start_period", String.class);

	private final Map<String, Object> compose = StrictYaml.documents(StrictYaml.text("compose.yaml")).getFirst();

	@Test
	void usesOnlyKeysThatComposeHas() {
		assertThat(this.compose).containsOnlyKeys("name", "services", "networks");
		assertThat(services()).containsOnlyKeys("chatkit-backend", "valkey").allSatisfy((_, service) -> {
			check(map(service), SERVICE_KEYS);
			check(map(map(service).get("healthcheck")), HEALTHCHECK_KEYS);
			Set<Object> references = new HashSet<>((List<?>) map(service).get("networks"));
			assertThat(map(this.compose.get("networks"))).containsKeys(references.toArray(String[]::new));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chatkit-backend", "valkey" })
	void restartsAndMayNothing(String name) {
		assertThat(service(name)).containsEntry("read_only", true)
			.containsEntry("cap_drop", List.of("ALL"))
			.containsEntry("security_opt", List.of("no-new-privileges:true"))
			.containsEntry("restart", "unless-stopped")
			.containsKeys("mem_limit", "healthcheck");
	}

	@Test
	void setsOnlyVariablesOfThisServiceAndNoSecret() {
		Map<String, Object> environment = map(service("chatkit-backend").get("environment"));
		assertThat(environment).containsOnlyKeys("PORT", "CHATKIT_REDIS_URL");
		assertThat(KnownVariables.names()).containsAll(environment.keySet());
		assertThat(service("chatkit-backend")).containsEntry("env_file", "../.env");
		assertThat(environment).containsEntry("CHATKIT_REDIS_URL", "redis://valkey:6379");
	}

	@Test
	void publishesTheServiceOnly() {
		Object port = map(service("chatkit-backend").get("environment")).get("PORT");
		assertThat(service("chatkit-backend")).containsEntry("ports", List.of(port + ":" + port));
		assertThat(service("valkey")).doesNotContainKey("ports").containsEntry("networks", List.of("limits"));
		assertThat(map(map(this.compose.get("networks")).get("limits")))
			.containsExactlyEntriesOf(Map.of("internal", true));
	}

	@Test
	void checksHealthAsTheImageDoes() throws IOException {
		List<?> test = (List<?>) map(service("chatkit-backend").get("healthcheck")).get("test");
		String command = String.join("\", \"", test.stream().skip(1).map(String.class::cast).toList());
		assertThat(Files.readString(Path.of("..", "Dockerfile"))).contains("CMD [\"" + command + "\"]");
	}

	private static void check(Map<String, Object> values, Map<String, Class<?>> keys) {
		assertThat(values).isNotEmpty().allSatisfy((key, value) -> {
			assertThat(keys).containsKey(key);
			assertThat(value).as(key).isInstanceOf(keys.get(key));
		});
	}

	private Map<String, Object> services() {
		return map(this.compose.get("services"));
	}

	private Map<String, Object> service(String name) {
		return map(services().get(name));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

}
