package io.github.chatkitbackend.chat.tool;

import java.util.List;

/**
 * Functions that exist from the start. Each must have a name of its own.
 *
 * @param tools the functions
 */
public record FixedTools(List<ModelTool> tools) {

}
