package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * {@code deploy/kubernetes-single.yaml} is what Kubernetes takes, and runs one replica
 * whose database survives it.
 */
class KubernetesSingleTests {

	private static final String YAML = StrictYaml.text("kubernetes-single.yaml");

	private final Manifests manifests = Manifests.parse(YAML);

	private final V1StatefulSet set = this.manifests.get(V1StatefulSet.class);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			replicas: 1            | replicas: one
			serviceName: chatkit   | service: chatkit
			fsGroup: 10001         | fsGroup: chatkit
			volumeClaimTemplates:  | volumeClaims:
			storage: 10Gi          | storage: [10Gi]
			accessModes:           | accessMode:
			""")
	void isReadStrictly(String right, String wrong) {
		assertThat(YAML).contains(right);
		assertThatRuntimeException().isThrownBy(() -> Manifests.parse(YAML.replaceFirst(right, wrong)));
	}

	@Test
	void consistsOfTheseManifests() {
		assertThat(this.manifests.types()).containsExactlyInAnyOrder(V1StatefulSet.class, V1Service.class,
				V1NetworkPolicy.class);
	}

	@Test
	void runsNeverMoreThanOne() {
		assertThat(this.set.getSpec().getReplicas()).isEqualTo(1);
		assertThat(this.set.getSpec().getPodManagementPolicy()).isNull();
		assertThat(this.set.getSpec().getServiceName())
			.isEqualTo(this.manifests.get(V1Service.class).getMetadata().getName());
		assertThat(this.manifests.pods().getMetadata().getLabels()).isNotEmpty()
			.containsAllEntriesOf(this.set.getSpec().getSelector().getMatchLabels());
	}

	@Test
	void storesConversationsInAVolumeThatItsUserMayWriteTo() throws IOException {
		V1PodSpec pod = this.manifests.pods().getSpec();
		V1Container container = pod.getContainers().getFirst();
		V1PersistentVolumeClaim claim = this.set.getSpec().getVolumeClaimTemplates().getFirst();
		assertThat(container.getVolumeMounts())
			.filteredOn((mount) -> mount.getName().equals(claim.getMetadata().getName()))
			.singleElement()
			.satisfies((mount) -> {
				assertThat(container.getEnv()).filteredOn((variable) -> variable.getName().equals("CHATKIT_DATA_DIR"))
					.singleElement()
					.satisfies((variable) -> assertThat(variable.getValue()).isEqualTo(mount.getMountPath()));
				assertThat(Files.readString(Path.of("..", "Dockerfile"))).contains("VOLUME " + mount.getMountPath());
				assertThat(mount.getReadOnly()).isNull();
			});
		assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(pod.getSecurityContext().getRunAsGroup());
	}

}
