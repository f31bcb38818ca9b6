package io.github.chatkitbackend.chat.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a widget asks for, for example because a button was pressed.
 *
 * @param type the action's name
 * @param payload free-form data
 */
public record Action(@Required String type, @Nullable JsonNode payload) {
}
