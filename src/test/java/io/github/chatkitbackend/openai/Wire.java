package io.github.chatkitbackend.openai;

import java.io.IOException;

import tools.jackson.databind.node.ObjectNode;

/**
 * Where the events of a response go. By default they go nowhere, as for a response that
 * is not streamed.
 */
interface Wire {

	/** For a response that is not streamed. */
	Wire NONE = new Wire() {
	};

	default void send(ObjectNode event) throws IOException {
	}

	/**
	 * Send bytes as they are, such as a comment or half an event.
	 */
	default void sendRaw(byte[] bytes) throws IOException {
	}

	/**
	 * Break the connection.
	 */
	default void cut() throws IOException {
	}

	/**
	 * Send nothing more, until the client leaves.
	 */
	default void hang() throws IOException {
	}

}
