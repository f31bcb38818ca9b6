package io.github.chatkitbackend.openai;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/moderations}. It flags texts and images that contain the word
 * "blocked".
 */
class CreateModeration implements Route {

	private static final Fields TYPED = Shape.object().required("type", Shape.STRING);

	private static final Shape BODY = Shape.object()
		.required("input",
				Shape
					.stringOr(
							Shape
								.list(Shape.byType(Map.of("text", TYPED.required("text", Shape.STRING), "image_url",
										TYPED.required("image_url", Shape.object()
											.required("url", Shape.pattern("(https|data:image/\\w+;base64,).+"))))))
								.and((path, input) -> {
									if (images(input).size() > 1) {
										throw new Refusal(400, "too_many_images", path,
												"Number of images (%d) exceeds maximum of 1"
													.formatted(images(input).size()));
									}
								})))
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
		return ApiResponse.json(200, verdict(isFlagged(body.path("input")))).build();
	}

	private static boolean isFlagged(JsonNode input) {
		return input.toString().contains("blocked") || images(input).stream().anyMatch((url) -> {
			byte[] image = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
			return new String(image, StandardCharsets.ISO_8859_1).contains("blocked");
		});
	}

	private static List<String> images(JsonNode input) {
		return input.findValuesAsString("url");
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
