package io.github.chatkitbackend.chat.agent;

import org.jspecify.annotations.Nullable;

/**
 * What a call of a model has cost, for metrics and the log.
 *
 * @param model the name of the model
 * @param requestId the id by which the model's provider knows the call, if it has one
 * @param inputTokens tokens that the model has read
 * @param cachedTokens the part of them that were cached
 * @param outputTokens tokens that the model has written
 * @param reasoningTokens the part of them that were thoughts
 */
public record ModelUsage(String model, @Nullable String requestId, long inputTokens, long cachedTokens,
		long outputTokens, long reasoningTokens) {

}
