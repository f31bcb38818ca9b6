package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of a tool that the page runs. It waits for the page's output while it is
 * pending.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param status whether the output has arrived
 * @param callId the model's id of the call
 * @param name the tool
 * @param arguments the tool's arguments, free-form
 * @param output the tool's output, free-form
 */
@JsonTypeName("client_tool_call")
public record ClientToolCall(String id, String threadId, Instant createdAt, Status status, String callId, String name,
		JsonNode arguments, @Nullable JsonNode output) implements ThreadItem {

	/**
	 * Create a call.
	 */
	public ClientToolCall {
		status = (status != null) ? status : Status.PENDING;
		arguments = Defaults.object(arguments);
	}

	/**
	 * The same call with its output.
	 * @param output what the page answered
	 * @return the completed call
	 */
	public ClientToolCall completed(JsonNode output) {
		return new ClientToolCall(this.id, this.threadId, this.createdAt, Status.COMPLETED, this.callId, this.name,
				this.arguments, output);
	}

	/**
	 * Whether the output has arrived.
	 */
	public enum Status {

		/** The page runs the tool. */
		@JsonProperty("pending")
		PENDING,

		/** The output has arrived. */
		@JsonProperty("completed")
		COMPLETED

	}

}
