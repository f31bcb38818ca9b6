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
import io.kubernetes.client.openapi.models.V1NetworkPolicyIngressRule;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1TopologySpreadConstraint;
import io.kubernetes.client.openapi.models.V2CrossVersionObjectReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * {@code deploy/kubernetes.yaml} is what Kubernetes takes, and fits this service.
 */
class KubernetesTests {

	private static final String YAML = StrictYaml.text("kubernetes.yaml");

	/** What Spring Boot gives the requests under way by default. */
	private static final Duration GRACEFUL_SHUTDOWN = Duration.ofSeconds(30);

	private final Manifests manifests = Manifests.parse(YAML);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			image: chatkit             | imagee: chatkit
			name: tmp                  | nam: tmp
			port: management           | scheme: HTTP
			value: "8488"              | value: 8488
			runAsUser: 10001           | runAsUser: root
			runAsNonRoot: true         | runAsNonRoot: "yes"
			containerPort: 8488        | containerPort: http
			minReplicas: 2             | minReplicas: two
			maxReplicas: 6             | minimum: 2
			kind: PodDisruptionBudget  | kind: Budget
			apiVersion: autoscaling/v2 | apiVersion: autoscaling/v1
			maxSurge: 1                | maxUnavailable: 1
			""")
	void isReadStrictly(String right, String wrong) {
		assertThat(YAML).contains(right);
		assertThatRuntimeException().isThrownBy(() -> Manifests.parse(YAML.replaceFirst(right, wrong)));
	}

	@Test
	void setsOnlyVariablesOfThisService() {
		assertThat(literals().keySet()).isNotEmpty().isSubsetOf(KnownVariables.names());
	}

	@Test
	void takesSecretsByReferenceOnly() {
		assertThat(container().getEnvFrom()).extracting(V1EnvFromSource::getSecretRef)
			.singleElement()
			.satisfies((reference) -> {
				assertThat(reference.getName()).isEqualTo("chatkit-backend");
				assertThat(reference.getOptional()).isNull();
			});
		assertThat(literals()).doesNotContainKeys("OPENAI_API_KEY", "CHATKIT_BACKEND_TOKEN", "CHATKIT_JWT_SECRET",
				"CHATKIT_REDIS_URL");
		assertThat(YAML).doesNotContain("kind: Secret", "sk-", "redis://");
	}

	@Test
	@ChatKitTest(settings = { "CHATKIT_BACKEND_TOKEN=token", "MANAGEMENT_PORT=0" })
	void probesAndMetricsAnswerOnThePortThatIsNamed(Backend backend, OpenAIStandIn openai) throws Exception {
		Map<String, String> annotations = pod().getAnnotations();
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
	void readinessAndLivenessAreAskedApart() {
		assertThat(container().getReadinessProbe().getHttpGet().getPath()).endsWith("/readiness");
		assertThat(container().getLivenessProbe().getHttpGet().getPath()).endsWith("/liveness");
		assertThat(container().getStartupProbe().getHttpGet().getPath()).endsWith("/liveness");
	}

	@Test
	void portsAgree() {
		Map<String, Integer> ports = container().getPorts()
			.stream()
			.collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));
		assertThat(ports).isEqualTo(Map.of("http", Integer.valueOf(literals().get("PORT")), "management",
				Integer.valueOf(literals().get("MANAGEMENT_PORT"))));
		assertThat(this.manifests.service().getSpec().getPorts()).extracting(V1ServicePort::getTargetPort)
			.singleElement()
			.satisfies((port) -> assertThat(port.getStrValue()).isEqualTo("http"));
		assertThat(this.manifests.networkPolicy().getSpec().getIngress())
			.flatExtracting(V1NetworkPolicyIngressRule::getPorts)
			.extracting((port) -> port.getPort().getStrValue())
			.containsExactlyInAnyOrderElementsOf(ports.keySet());
	}

	@Test
	void selectorsFindThePods() {
		Map<String, String> labels = pod().getLabels();
		assertThat(Stream.concat(
				Stream.of(this.manifests.deployment().getSpec().getSelector().getMatchLabels(),
						this.manifests.service().getSpec().getSelector(),
						this.manifests.disruptionBudget().getSpec().getSelector().getMatchLabels(),
						this.manifests.networkPolicy().getSpec().getPodSelector().getMatchLabels()),
				spec().getTopologySpreadConstraints()
					.stream()
					.map(V1TopologySpreadConstraint::getLabelSelector)
					.map((selector) -> selector.getMatchLabels())))
			.hasSize(6)
			.allSatisfy((selector) -> assertThat(labels).isNotEmpty().containsAllEntriesOf(selector));
		V2CrossVersionObjectReference target = this.manifests.autoscaler().getSpec().getScaleTargetRef();
		assertThat(target.getApiVersion()).isEqualTo(this.manifests.deployment().getApiVersion());
		assertThat(target.getKind()).isEqualTo(this.manifests.deployment().getKind());
		assertThat(target.getName()).isEqualTo(this.manifests.deployment().getMetadata().getName());
	}

	@Test
	void leavesTheNumberOfReplicasToTheAutoscaler() {
		assertThat(this.manifests.deployment().getSpec().getReplicas()).isNull();
		assertThat(this.manifests.autoscaler().getSpec().getMinReplicas()).isGreaterThan(1);
		assertThat(container().getResources().getRequests()).containsKeys("cpu", "memory");
	}

	@Test
	void runsAsTheUserOfTheImageAndMayNothing() throws IOException {
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
		assertThat(container().getVolumeMounts()).singleElement()
			.satisfies((mount) -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
	}

	@Test
	void waitsForTheShutdownToEnd() {
		Duration delay = Duration.ofSeconds(container().getLifecycle().getPreStop().getSleep().getSeconds());
		assertThat(delay).isPositive();
		assertThat(Duration.ofSeconds(spec().getTerminationGracePeriodSeconds()))
			.isGreaterThan(delay.plus(GRACEFUL_SHUTDOWN));
	}

	private V1ObjectMeta pod() {
		return this.manifests.deployment().getSpec().getTemplate().getMetadata();
	}

	private V1PodSpec spec() {
		return this.manifests.deployment().getSpec().getTemplate().getSpec();
	}

	private V1Container container() {
		List<V1Container> containers = spec().getContainers();
		assertThat(containers).hasSize(1);
		return containers.getFirst();
	}

	private Map<String, String> literals() {
		return container().getEnv().stream().collect(Collectors.toMap(V1EnvVar::getName, V1EnvVar::getValue));
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
