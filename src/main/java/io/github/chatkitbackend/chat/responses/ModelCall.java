package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and what it may use.
 *
 * @param model the name of the model
 * @param tools what it may use
 * @param forced the tool that it has to use, or {@code null}
 */
record ModelCall(String model, ToolSet tools, @Nullable String forced) {

	/**
	 * Force the tool that the user has chosen, if it exists.
	 */
	ModelCall forcing(InferenceOptions options) {
		String id = (options.toolChoice() != null) ? options.toolChoice().id() : null;
		return new ModelCall(this.model, this.tools, (id != null && this.tools.has(id)) ? id : null);
	}

}
