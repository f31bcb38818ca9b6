package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * A vector store at OpenAI.
 *
 * @param id its id
 */
record VectorStore(String id) {

	/**
	 * Check an id.
	 * @param id the id
	 * @return the store
	 * @throws InvalidSettingException if it is not the id of a vector store
	 */
	public static VectorStore of(String id) {
		if (!id.matches("vs_[!-~]+")) {
			throw new InvalidSettingException("must be the id of a vector store, which begins with vs_");
		}
		return new VectorStore(id);
	}

}
