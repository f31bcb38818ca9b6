package io.github.chatkitbackend.chat.tool;

import tools.jackson.databind.node.ObjectNode;

/**
 * How a model knows a function.
 *
 * @param name its name, 1 to 64 letters, digits, underscores and hyphens
 * @param description what it does, for the model
 * @param parameters JSON schema of its arguments, sent unchanged
 */
public record ToolDescription(String name, String description, ObjectNode parameters) {

}
