package io.github.chatkitbackend.openai;

import java.util.concurrent.CountDownLatch;

import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/moderations}. It flags texts that contain the word "blocked".
 */
class CreateModeration implements Route {

	private static final Shape BODY = Shape.object()
		.required("input", Shape.STRING)
		.optional("model", Shape.oneOf("omni-moderation-latest", "omni-moderation-2024-09-26"));

	private static final String[] CATEGORIES = { "harassment", "hate", "illicit", "self-harm", "sexual", "violence" };

	private volatile CountDownLatch hold = new CountDownLatch(0);

	void hold(CountDownLatch latch) {
		this.hold = latch;
	}

	@Override
	public Operation operation() {
		return Operation.CREATE_MODERATION;
	}

	@Override
	public MockResponse answer(ApiRequest request) {
		JsonNode body = request.json();
		BODY.check("", body);
		try {
			this.hold.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return ApiResponse.json(200, verdict(body.path("input").stringValue().contains("blocked"))).build();
	}

	private static ObjectNode verdict(boolean flagged) {
		ObjectNode answer = new JsonMapper().createObjectNode()
			.put("id", ApiResponse.id("modr-", 12))
			.put("model", "omni-moderation-latest");
		ObjectNode result = answer.putArray("results").addObject().put("flagged", flagged);
		ObjectNode categories = result.putObject("categories");
		ObjectNode scores = result.putObject("category_scores");
		for (String category : CATEGORIES) {
			boolean applies = flagged && category.equals("harassment");
			categories.put(category, applies);
			scores.put(category, applies ? 0.9 : 0.01);
		}
		return answer;
	}

}
