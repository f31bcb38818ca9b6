package io.github.chatkitbackend.chat.tool;

import java.util.List;

import io.github.chatkitbackend.identity.EndUser;

/**
 * Knows functions for a model, such as those of a server.
 */
public interface ToolSource {

	/**
	 * The functions that exist at the moment.
	 * @param user for whom the model works
	 * @return the functions, empty if they cannot be reached
	 */
	List<ModelTool> tools(EndUser user);

}
