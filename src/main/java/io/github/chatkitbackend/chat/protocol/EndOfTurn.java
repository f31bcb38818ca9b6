package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Tells the client that the turn is over.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 */
@JsonTypeName("end_of_turn")
public record EndOfTurn(String id, String threadId, Instant createdAt) implements ThreadItem {
}
