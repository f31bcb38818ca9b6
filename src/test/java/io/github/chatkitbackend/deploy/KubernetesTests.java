package io.github.chatkitbackend.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1TopologySpreadConstraint;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.kubernetes.client.openapi.models.V2CrossVersionObjectReference;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * {@code deploy/kubernetes.yaml} is what Kubernetes takes, and runs replicas that share a
 * database.
 */
class KubernetesTests {

	private static final String YAML = StrictYaml.text("kubernetes.yaml");

	private final Manifests manifests = Manifests.parse(YAML);

	private final V1Deployment deployment = this.manifests.get(V1Deployment.class);

	private final V2HorizontalPodAutoscaler autoscaler = this.manifests.get(V2HorizontalPodAutoscaler.class);

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
			key: DATABASE_URL          | name: DATABASE_URL
			""")
	void isReadStrictly(String right, String wrong) {
		assertThat(YAML).contains(right);
		assertThatRuntimeException().isThrownBy(() -> Manifests.parse(YAML.replaceFirst(right, wrong)));
	}

	@Test
	void consistsOfTheseManifests() {
		assertThat(this.manifests.types()).containsExactlyInAnyOrder(V1Deployment.class, V1Service.class,
				V2HorizontalPodAutoscaler.class, V1PodDisruptionBudget.class, V1NetworkPolicy.class);
	}

	@Test
	void startsNoReplicaWithoutTheSharedDatabase() {
		assertThat(container().getEnv()).filteredOn((variable) -> variable.getValueFrom() != null)
			.singleElement()
			.satisfies((variable) -> {
				assertThat(variable.getName()).isEqualTo("DATABASE_URL");
				assertThat(variable.getValueFrom().getSecretKeyRef().getKey()).isEqualTo("DATABASE_URL");
				assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("chatkit-backend");
				assertThat(variable.getValueFrom().getSecretKeyRef().getOptional()).isNull();
			});
		assertThat(container().getEnv()).extracting(V1EnvVar::getName).doesNotContain("CHATKIT_DATA_DIR");
		assertThat(container().getVolumeMounts()).extracting(V1VolumeMount::getMountPath).containsExactly("/tmp");
	}

	@Test
	void selectorsFindThePods() {
		Map<String, String> labels = this.manifests.pods().getMetadata().getLabels();
		assertThat(Stream.concat(
				Stream.of(this.deployment.getSpec().getSelector().getMatchLabels(),
						this.manifests.get(V1PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels()),
				this.manifests.pods()
					.getSpec()
					.getTopologySpreadConstraints()
					.stream()
					.map(V1TopologySpreadConstraint::getLabelSelector)
					.map((selector) -> selector.getMatchLabels())))
			.hasSize(4)
			.allSatisfy((selector) -> assertThat(labels).isNotEmpty().containsAllEntriesOf(selector));
		V2CrossVersionObjectReference target = this.autoscaler.getSpec().getScaleTargetRef();
		assertThat(target.getApiVersion()).isEqualTo(this.deployment.getApiVersion());
		assertThat(target.getKind()).isEqualTo(this.deployment.getKind());
		assertThat(target.getName()).isEqualTo(this.deployment.getMetadata().getName());
	}

	@Test
	void leavesTheNumberOfReplicasToTheAutoscaler() {
		assertThat(this.deployment.getSpec().getReplicas()).isNull();
		assertThat(this.autoscaler.getSpec().getMinReplicas()).isGreaterThan(1);
		assertThat(container().getResources().getRequests()).containsKeys("cpu", "memory");
	}

	@Test
	void keepsAReplicaUntilProxiesKnowThatItStops() {
		assertThat(container().getLifecycle().getPreStop().getSleep().getSeconds()).isPositive();
	}

	private V1Container container() {
		List<V1Container> containers = this.manifests.pods().getSpec().getContainers();
		assertThat(containers).hasSize(1);
		return containers.getFirst();
	}

}
