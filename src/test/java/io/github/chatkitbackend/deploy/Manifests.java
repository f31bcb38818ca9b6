package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;

/**
 * Kubernetes manifests, read as strictly as an API server with strict field validation
 * does: no field that Kubernetes does not know, none missing that it requires, none of
 * another type.
 */
final class Manifests {

	private static final Gson GSON = JSON.getGson();

	private static final Set<JsonElement> EMPTY = Set.of(new JsonArray(), new JsonObject());

	private static final Map<String, Kind> KINDS = Map.of("apps/v1 Deployment",
			new Kind(V1Deployment.class, V1Deployment::validateJsonElement), "apps/v1 StatefulSet",
			new Kind(V1StatefulSet.class, V1StatefulSet::validateJsonElement), "v1 Service",
			new Kind(V1Service.class, V1Service::validateJsonElement), "autoscaling/v2 HorizontalPodAutoscaler",
			new Kind(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement),
			"policy/v1 PodDisruptionBudget",
			new Kind(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
			"networking.k8s.io/v1 NetworkPolicy",
			new Kind(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement));

	private final Map<Class<?>, Object> manifests = new HashMap<>();

	private Manifests() {
	}

	static Manifests parse(String yaml) {
		Manifests manifests = new Manifests();
		for (Map<String, Object> document : StrictYaml.documents(yaml)) {
			Kind kind = KINDS.get(document.get("apiVersion") + " " + document.get("kind"));
			if (kind == null) {
				throw new IllegalArgumentException("Not expected: " + document.get("kind"));
			}
			if (manifests.manifests.put(kind.type(), read(new Gson().toJsonTree(document), kind)) != null) {
				throw new IllegalArgumentException("Two of " + document.get("kind"));
			}
		}
		return manifests;
	}

	Set<Class<?>> types() {
		return this.manifests.keySet();
	}

	<T> T get(Class<T> type) {
		return type.cast(Objects.requireNonNull(this.manifests.get(type), type.getSimpleName()));
	}

	/**
	 * The pods that the file runs.
	 */
	V1PodTemplateSpec pods() {
		return this.manifests.containsKey(V1Deployment.class) ? get(V1Deployment.class).getSpec().getTemplate()
				: get(V1StatefulSet.class).getSpec().getTemplate();
	}

	/**
	 * The model checks names by itself; a value of another type would come back changed.
	 */
	private static Object read(JsonElement json, Kind kind) {
		try {
			kind.check().accept(json);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
		Object manifest = GSON.fromJson(json, kind.type());
		JsonElement again = withoutEmpty(GSON.toJsonTree(manifest));
		if (!again.equals(withoutEmpty(json))) {
			throw new IllegalArgumentException("Kubernetes reads\n%s\nas\n%s".formatted(json, again));
		}
		return manifest;
	}

	/**
	 * The model fills what is absent with empty lists and maps.
	 */
	private static JsonElement withoutEmpty(JsonElement json) {
		if (json.isJsonArray()) {
			JsonArray array = new JsonArray();
			json.getAsJsonArray().forEach((element) -> array.add(withoutEmpty(element)));
			return array;
		}
		if (json.isJsonObject()) {
			JsonObject object = new JsonObject();
			json.getAsJsonObject().asMap().forEach((name, value) -> {
				JsonElement rest = withoutEmpty(value);
				if (!EMPTY.contains(rest)) {
					object.add(name, rest);
				}
			});
			return object;
		}
		return json;
	}

	private record Kind(Class<?> type, Check check) {

	}

	/**
	 * The model's check of names.
	 */
	private interface Check {

		void accept(JsonElement json) throws IOException;

	}

}
