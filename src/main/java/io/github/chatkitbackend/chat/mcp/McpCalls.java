package io.github.chatkitbackend.chat.mcp;

import java.util.Locale;

import io.github.chatkitbackend.chat.tool.ToolResult;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import tools.jackson.databind.JsonNode;

/**
 * Measures calls of tools, for metrics and traces. Neither contains arguments or a user.
 */
class McpCalls {

	private final ObservationRegistry observations;

	McpCalls(ObservationRegistry observations) {
		this.observations = observations;
	}

	ToolResult observe(String server, String tool, Call call) throws McpException, InterruptedException {
		Observation observation = Observation.createNotStarted("chatkit.mcp", this.observations)
			.lowCardinalityKeyValue("server", server)
			.highCardinalityKeyValue("gen_ai.tool.name", tool)
			.start();
		String outcome = "cancelled";
		try (Observation.Scope _ = observation.openScope()) {
			JsonNode result = call.send();
			outcome = ToolResults.isError(result) ? "tool_error" : "success";
			return ToolResults.of(result);
		}
		catch (McpException ex) {
			outcome = ex.outcome().name().toLowerCase(Locale.ROOT);
			throw ex;
		}
		finally {
			observation.lowCardinalityKeyValue("outcome", outcome).stop();
		}
	}

	/**
	 * A call of a tool.
	 */
	interface Call {

		/**
		 * Send the call.
		 * @return its result
		 * @throws McpException if it fails
		 * @throws InterruptedException if the turn was cancelled
		 */
		JsonNode send() throws McpException, InterruptedException;

	}

}
