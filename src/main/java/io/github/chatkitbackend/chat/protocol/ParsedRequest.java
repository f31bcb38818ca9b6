package io.github.chatkitbackend.chat.protocol;

import tools.jackson.databind.node.ObjectNode;

/**
 * A request of a client.
 *
 * @param operation what it asks for
 * @param metadata free-form data of the page, empty if there is none; it comes from the
 * browser and proves nothing
 */
public record ParsedRequest(ChatRequest operation, ObjectNode metadata) {
}
