package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;

/**
 * Kubernetes manifests, read as strictly as an API server with strict field validation
 * does: no field that Kubernetes does not know, none missing that it requires, none of
 * another type.
 *
 * @param deployment the Deployment
 * @param service the Service
 * @param autoscaler the HorizontalPodAutoscaler
 * @param disruptionBudget the PodDisruptionBudget
 * @param networkPolicy the NetworkPolicy
 */
record Manifests(V1Deployment deployment, V1Service service, V2HorizontalPodAutoscaler autoscaler,
		V1PodDisruptionBudget disruptionBudget, V1NetworkPolicy networkPolicy) {

	private static final Gson GSON = JSON.getGson();

	private static final Set<JsonElement> EMPTY = Set.of(new JsonArray(), new JsonObject());

	static Manifests parse(String yaml) {
		Map<String, JsonElement> documents = new HashMap<>();
		for (Map<String, Object> document : StrictYaml.documents(yaml)) {
			String kind = document.get("apiVersion") + " " + document.get("kind");
			if (documents.put(kind, new Gson().toJsonTree(document)) != null) {
				throw new IllegalArgumentException("Two of " + kind);
			}
		}
		Manifests manifests = new Manifests(
				read(documents.remove("apps/v1 Deployment"), V1Deployment.class, V1Deployment::validateJsonElement),
				read(documents.remove("v1 Service"), V1Service.class, V1Service::validateJsonElement),
				read(documents.remove("autoscaling/v2 HorizontalPodAutoscaler"), V2HorizontalPodAutoscaler.class,
						V2HorizontalPodAutoscaler::validateJsonElement),
				read(documents.remove("policy/v1 PodDisruptionBudget"), V1PodDisruptionBudget.class,
						V1PodDisruptionBudget::validateJsonElement),
				read(documents.remove("networking.k8s.io/v1 NetworkPolicy"), V1NetworkPolicy.class,
						V1NetworkPolicy::validateJsonElement));
		if (!documents.isEmpty()) {
			throw new IllegalArgumentException("Not expected: " + documents.keySet());
		}
		return manifests;
	}

	/**
	 * The model checks names by itself; a value of another type would come back changed.
	 */
	private static <T> T read(JsonElement json, Class<T> type, Check check) {
		if (json == null) {
			throw new IllegalArgumentException("No " + type.getSimpleName());
		}
		try {
			check.accept(json);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
		T manifest = GSON.fromJson(json, type);
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

	/**
	 * The model's check of names.
	 */
	private interface Check {

		void accept(JsonElement json) throws IOException;

	}

}
