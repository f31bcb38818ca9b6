package io.github.chatkitbackend.chat.store;

import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;

/**
 * Converts threads and items to the JSON that is stored, and back.
 */
final class Documents {

	private Documents() {
	}

	static String write(Object document) {
		return ProtocolJson.mapper().writeValueAsString(document);
	}

	static ThreadMetadata thread(String document) {
		return ProtocolJson.mapper().readValue(document, ThreadMetadata.class);
	}

	static ThreadItem item(String document) {
		return ProtocolJson.mapper().readValue(document, ThreadItem.class);
	}

}
