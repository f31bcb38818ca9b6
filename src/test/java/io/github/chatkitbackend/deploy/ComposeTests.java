package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Compose files in {@code deploy} fit this service. The keys that they may use are
 * listed here, by hand and after the Compose specification, whose schema is nowhere on
 * Maven Central; a key that is missing here is not necessarily wrong.
 */
class ComposeTests {

	private static final String REPLICAS = "compose-replicas.yaml";

	private static final Map<String, Class<?>> SERVICE_KEYS = Map.ofEntries(Map.entry("build", String.class),
			Map.entry("cap_drop", List.class), Map.entry("command", List.class), Map.entry("depends_on", Map.class),
			Map.entry("deploy", Map.class), Map.entry("env_file", String.class), Map.entry("environment", Map.class),
			Map.entry("healthcheck", Map.class), Map.entry("image", String.class), Map.entry("mem_limit", String.class),
			Map.entry("networks", List.class), Map.entry("ports", List.class), Map.entry("read_only", Boolean.class),
			Map.entry("restart", String.class), Map.entry("security_opt", List.class),
			Map.entry("stop_grace_period", String.class), Map.entry("tmpfs", List.class),
			Map.entry("user", String.class), Map.entry("volumes", List.class));

	private static final Map<String, Class<?>> HEALTHCHECK_KEYS = Map.of("test", List.class, "interval", String.class,
			"timeout", String.class, "start_period", String.class);

	@ParameterizedTest
	@CsvSource({ "compose.yaml,chatkit-backend", "compose-replicas.yaml,chatkit-backend postgres valkey" })
	void usesOnlyKeysThatComposeHas(String file, String names) {
		assertThat(compose(file).keySet()).containsAll(Set.of("name", "services", "volumes"))
			.isSubsetOf("name", "services", "volumes", "networks");
		assertThat(services(file)).containsOnlyKeys(names.split(" ")).allSatisfy((_, service) -> {
			check(map(service), SERVICE_KEYS);
			check(map(map(service).get("healthcheck")), HEALTHCHECK_KEYS);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "compose.yaml", REPLICAS })
	void namesNothingThatIsNotDeclared(String file) {
		services(file).values().stream().map(ComposeTests::map).forEach((service) -> {
			assertThat(networks(file)).containsAll(list(service, "networks"));
			assertThat(map(compose(file).get("volumes")).keySet())
				.containsAll(list(service, "volumes").stream().map((volume) -> volume.split(":")[0]).toList());
			assertThat(services(file).keySet()).containsAll(map(service.getOrDefault("depends_on", Map.of())).keySet());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "compose.yaml", REPLICAS })
	void restartsAndMayNothing(String file) {
		assertThat(services(file).values()).isNotEmpty()
			.allSatisfy((service) -> assertThat(map(service)).containsEntry("read_only", true)
				.containsEntry("cap_drop", List.of("ALL"))
				.containsEntry("security_opt", List.of("no-new-privileges:true"))
				.containsEntry("restart", "unless-stopped")
				.containsKeys("mem_limit", "healthcheck"));
	}

	@ParameterizedTest
	@CsvSource({ "compose.yaml,PORT CHATKIT_DATA_DIR", "compose-replicas.yaml,PORT DATABASE_URL CHATKIT_REDIS_URL" })
	void setsOnlyVariablesOfThisServiceAndNoSecret(String file, String variables) {
		Map<String, Object> environment = map(service(file, "chatkit-backend").get("environment"));
		assertThat(environment).containsOnlyKeys(variables.split(" "));
		assertThat(KnownVariables.names()).containsAll(environment.keySet());
		assertThat(service(file, "chatkit-backend")).containsEntry("env_file", "../.env");
	}

	@Test
	void oneInstanceStoresConversationsInTheVolumeOfTheImage() throws IOException {
		Map<String, Object> service = service("compose.yaml", "chatkit-backend");
		Object directory = map(service.get("environment")).get("CHATKIT_DATA_DIR");
		assertThat(list(service, "volumes")).containsExactly("conversations:" + directory);
		assertThat(Files.readString(Path.of("..", "Dockerfile"))).contains("VOLUME " + directory + "\n");
		assertThat(list(service, "ports"))
			.containsExactly(map(service.get("environment")).get("PORT") + ":" + port(service));
	}

	@Test
	void replicasShareTheirStores() {
		Map<String, Object> service = service(REPLICAS, "chatkit-backend");
		assertThat(map(service.get("environment"))).containsEntry("CHATKIT_REDIS_URL", "redis://valkey:6379")
			.hasEntrySatisfying("DATABASE_URL", (url) -> assertThat(url.toString())
				.matches("postgresql://chatkit:\\$\\{POSTGRES_PASSWORD:\\?[^}]+}@postgres:5432/chatkit"));
		assertThat(map(service(REPLICAS, "postgres").get("environment"))).containsEntry("POSTGRES_USER", "chatkit")
			.containsEntry("POSTGRES_DB", "chatkit")
			.containsEntry("POSTGRES_PASSWORD", "${POSTGRES_PASSWORD}");
		assertThat(map(service.get("depends_on"))).containsEntry("postgres", Map.of("condition", "service_healthy"))
			.containsEntry("valkey", Map.of("condition", "service_started"));
		assertThat(list(service(REPLICAS, "postgres"), "volumes")).containsExactly("conversations:/var/lib/postgresql");
	}

	@Test
	void eachReplicaHasAPort() {
		Map<String, Object> service = service(REPLICAS, "chatkit-backend");
		assertThat(map(service.get("deploy"))).containsExactly(Map.entry("replicas", 2));
		assertThat(list(service, "ports")).containsExactly("8488-8489:" + port(service));
	}

	@Test
	void publishesTheServiceOnly() {
		for (String name : List.of("postgres", "valkey")) {
			assertThat(service(REPLICAS, name)).doesNotContainKey("ports").containsEntry("networks", List.of("stores"));
		}
		assertThat(map(map(compose(REPLICAS).get("networks")).get("stores")))
			.containsExactlyEntriesOf(Map.of("internal", true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "compose.yaml", REPLICAS })
	void checksHealthAsTheImageDoes(String file) throws IOException {
		List<String> test = list(map(service(file, "chatkit-backend").get("healthcheck")), "test");
		String command = String.join("\", \"", test.subList(1, test.size()));
		assertThat(Files.readString(Path.of("..", "Dockerfile"))).contains("CMD [\"" + command + "\"]");
	}

	private static void check(Map<String, Object> values, Map<String, Class<?>> keys) {
		assertThat(values).isNotEmpty().allSatisfy((key, value) -> {
			assertThat(keys).containsKey(key);
			assertThat(value).as(key).isInstanceOf(keys.get(key));
		});
	}

	private static Map<String, Object> compose(String file) {
		return StrictYaml.documents(StrictYaml.text(file)).getFirst();
	}

	private static Set<String> networks(String file) {
		Set<String> networks = new HashSet<>(map(compose(file).getOrDefault("networks", Map.of())).keySet());
		networks.add("default");
		return networks;
	}

	private static Map<String, Object> services(String file) {
		return map(compose(file).get("services"));
	}

	private static Map<String, Object> service(String file, String name) {
		return map(services(file).get(name));
	}

	private static Object port(Map<String, Object> service) {
		return map(service.get("environment")).get("PORT");
	}

	private static List<String> list(Map<String, Object> values, String key) {
		return Stream.of(values.getOrDefault(key, List.of()))
			.flatMap((value) -> ((List<?>) value).stream())
			.map(String.class::cast)
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

}
