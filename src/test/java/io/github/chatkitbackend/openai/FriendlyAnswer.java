package io.github.chatkitbackend.openai;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/**
 * What the stand-in answers by itself: a few sentences about the last message, unless
 * tools or files are asked for.
 */
final class FriendlyAnswer {

	private static final int QUOTED = 120;

	private static final int WORDS_OF_A_TITLE = 5;

	private FriendlyAnswer() {
	}

	static ModelAnswer to(JsonNode request) {
		String message = lastMessage(request.path("input"));
		if (!request.path("stream").asBoolean(false)) {
			return ModelAnswer.of(title(message));
		}
		return HandyAnswer.to(message, request).orElseGet(() -> sentences(message, request));
	}

	private static ModelAnswer sentences(String message, JsonNode request) {
		ModelAnswer answer = ModelAnswer.begin();
		if (ResponseSchema.reasons(request.path("model").stringValue())) {
			answer.reasoning("**Reading the message**\n\nI look at what was said and think of a short answer.");
		}
		return answer.text(text(message, request).split("(?<=\\s)"));
	}

	private static String text(String message, JsonNode request) {
		String quote = (message.length() > QUOTED) ? message.substring(0, QUOTED).strip() + "…" : message;
		return """
				You wrote: “%s”

				I am a **stand-in** for `%s`, so I have no opinion about that. But everything around me is real:

				- This text came *word by word*, as that of a model does.
				- Your conversation is stored, and it is still there after a reload.
				- The button next to the input stops me at once.

				Ask me anything. I will answer in the same way every time.""".formatted(quote.replaceAll("\\s+", " "),
				request.path("model").stringValue());
	}

	private static String title(String message) {
		String[] words = message.strip().replaceAll("[\\p{Punct}\\s]+", " ").strip().split(" ");
		String title = String.join(" ", Arrays.copyOf(words, Math.min(words.length, WORDS_OF_A_TITLE)));
		return title.isEmpty() ? "A conversation" : Character.toUpperCase(title.charAt(0)) + title.substring(1);
	}

	private static String lastMessage(JsonNode input) {
		if (input.isString()) {
			return input.stringValue();
		}
		return input.valueStream()
			.filter((item) -> item.path("role").asString("").equals("user"))
			.reduce((_, later) -> later)
			.map((item) -> text(item.path("content")))
			.orElse("");
	}

	private static String text(JsonNode content) {
		return content.isString() ? content.stringValue()
				: StreamSupport.stream(content.spliterator(), false)
					.map((part) -> part.path("text").asString(""))
					.collect(Collectors.joining(" "))
					.strip();
	}

}
