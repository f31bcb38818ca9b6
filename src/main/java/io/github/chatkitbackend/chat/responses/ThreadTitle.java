package io.github.chatkitbackend.chat.responses;

import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * Makes a title of what a model has written: one short line without quotes.
 */
final class ThreadTitle {

	private static final int MAX_LENGTH = 80;

	private static final String QUOTES = "[\\s\"'`*#“”„‟‘’‚«»‹›「」『』]+";

	private ThreadTitle() {
	}

	/**
	 * Find the title in a response.
	 * @param response the response as OpenAI describes it
	 * @return the title, blank if the model has written none
	 */
	static String of(JsonNode response) {
		return of(response.path("output")
			.valueStream()
			.flatMap((item) -> item.path("content").valueStream())
			.filter((part) -> part.path("type").asString("").equals("output_text"))
			.map((part) -> part.path("text").asString(""))
			.collect(Collectors.joining()));
	}

	static String of(String text) {
		String line = text.strip().lines().findFirst().orElse("").replaceAll("[\\s\\p{Cntrl}]+", " ");
		String bare = line.replaceAll("^" + QUOTES + "|" + QUOTES + "$", "");
		int length = bare.codePointCount(0, bare.length());
		return bare.substring(0, bare.offsetByCodePoints(0, Math.min(length, MAX_LENGTH))).strip();
	}

}
