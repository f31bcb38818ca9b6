package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1EnvFromSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyIngressRule;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pods in {@code deploy} fit this service, however many there are.
 */
@ParameterizedClass
@ValueSource(strings = { "kubernetes.yaml", "kubernetes-single.yaml" })
class PodTests {

	/** Two phases of 15 seconds: turns under way, then other requests. */
	private static final Duration GRACEFUL_SHUTDOWN = Duration.ofSeconds(30);

	private final String yaml;

	private final Manifests manifests;

	PodTests(String file) {
		this.yaml = StrictYaml.text(file);
		this.manifests = Manifests.parse(this.yaml);
	}

	@Test
	void setOnlyVariablesOfThisService() {
		assertThat(container().getEnv()).isNotEmpty()
			.extracting(V1EnvVar::getName)
			.isSubsetOf(KnownVariables.names())
			.doesNotHaveDuplicates();
	}

	@Test
	void takeSecretsByReferenceOnly() {
		assertThat(container().getEnvFrom()).extracting(V1EnvFromSource::getSecretRef)
			.singleElement()
			.satisfies((reference) -> {
				assertThat(reference.getName()).isEqualTo("chatkit-backend");
				assertThat(reference.getOptional()).isNull();
			});
		assertThat(literals()).doesNotContainKeys("OPENAI_API_KEY", "CHATKIT_BACKEND_TOKEN", "CHATKIT_JWT_SECRET",
				"CHATKIT_REDIS_URL", "DATABASE_URL");
		assertThat(this.yaml).doesNotContain("kind: Secret", "sk-", "redis://", "postgresql://");
	}

	@Test
	@ChatKitTest(settings = { "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_MODEL=gpt-5.4", "MANAGEMENT_PORT=0" })
	void answerProbesAndMetricsOnThePortThatIsNamed(Backend backend, OpenAIStandIn openai) throws Exception {
		Map<String, String> annotations = this.manifests.pods().getMetadata().getAnnotations();
		assertThat(annotations).containsEntry("prometheus.io/port", literals().get("MANAGEMENT_PORT"));
		assertThat(probes())
			.allSatisfy((probe) -> assertThat(probe.getHttpGet().getPort().getStrValue()).isEqualTo("management"));
		String port = backend.bean(Environment.class).getRequiredProperty("local.management.port");
		for (V1Probe probe : probes().toList()) {
			assertThat(get(port, probe.getHttpGet().getPath()).body()).contains("\"status\":\"UP\"");
		}
		assertThat(get(port, annotations.get("prometheus.io/path")).body()).contains("chatkit_");
		assertThat(get(port, "/actuator/health/nothing").statusCode()).isEqualTo(404);
		assertThat(openai.requests()).isEmpty();
	}

	@Test
	void areAskedForReadinessAndLivenessApart() {
		assertThat(container().getReadinessProbe().getHttpGet().getPath()).endsWith("/readiness");
		assertThat(container().getLivenessProbe().getHttpGet().getPath()).endsWith("/liveness");
		assertThat(container().getStartupProbe().getHttpGet().getPath()).endsWith("/liveness");
	}

	@Test
	void haveThePortsThatTheRestNames() {
		Map<String, Integer> ports = container().getPorts()
			.stream()
			.collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));
		assertThat(ports).isEqualTo(Map.of("http", Integer.valueOf(literals().get("PORT")), "management",
				Integer.valueOf(literals().get("MANAGEMENT_PORT"))));
		assertThat(this.manifests.get(V1Service.class).getSpec().getPorts()).extracting(V1ServicePort::getTargetPort)
			.singleElement()
			.satisfies((port) -> assertThat(port.getStrValue()).isEqualTo("http"));
		assertThat(this.manifests.get(V1NetworkPolicy.class).getSpec().getIngress())
			.flatExtracting(V1NetworkPolicyIngressRule::getPorts)
			.extracting((port) -> port.getPort().getStrValue())
			.containsExactlyInAnyOrderElementsOf(ports.keySet());
	}

	@Test
	void areFoundByTheServiceAndTheNetworkPolicy() {
		Map<String, String> labels = this.manifests.pods().getMetadata().getLabels();
		assertThat(Stream.of(this.manifests.get(V1Service.class).getSpec().getSelector(),
				this.manifests.get(V1NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels()))
			.allSatisfy((selector) -> assertThat(labels).isNotEmpty().containsAllEntriesOf(selector));
	}

	@Test
	void runAsTheUserOfTheImageAndMayNothing() throws IOException {
		assertThat(spec().getSecurityContext().getRunAsNonRoot()).isTrue();
		assertThat(spec().getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
		assertThat(Files.readString(Path.of("..", "Dockerfile")))
			.contains("USER " + spec().getSecurityContext().getRunAsUser() + "\n");
		V1SecurityContext security = container().getSecurityContext();
		assertThat(security.getReadOnlyRootFilesystem()).isTrue();
		assertThat(security.getAllowPrivilegeEscalation()).isFalse();
		assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
		assertThat(security.getCapabilities().getAdd()).isNullOrEmpty();
		assertThat(spec().getAutomountServiceAccountToken()).isFalse();
	}

	@Test
	void haveTimeToShutDown() {
		Duration delay = (container().getLifecycle() != null)
				? Duration.ofSeconds(container().getLifecycle().getPreStop().getSleep().getSeconds()) : Duration.ZERO;
		assertThat(Duration.ofSeconds(spec().getTerminationGracePeriodSeconds()))
			.isGreaterThan(delay.plus(GRACEFUL_SHUTDOWN));
	}

	private V1PodSpec spec() {
		return this.manifests.pods().getSpec();
	}

	private V1Container container() {
		List<V1Container> containers = spec().getContainers();
		assertThat(containers).hasSize(1);
		return containers.getFirst();
	}

	private Map<String, String> literals() {
		return container().getEnv()
			.stream()
			.filter((variable) -> variable.getValue() != null)
			.collect(Collectors.toMap(V1EnvVar::getName, V1EnvVar::getValue));
	}

	private Stream<V1Probe> probes() {
		return Stream.of(container().getStartupProbe(), container().getLivenessProbe(),
				container().getReadinessProbe());
	}

	private static HttpResponse<String> get(String port, String path) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			URI url = URI.create("http://127.0.0.1:" + port + path);
			return client.send(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(),
					BodyHandlers.ofString());
		}
	}

}
