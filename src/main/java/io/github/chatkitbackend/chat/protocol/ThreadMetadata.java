package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything about a thread but its items.
 *
 * @param id the thread's id
 * @param createdAt when it was created
 * @param title its title
 * @param status whether it takes messages
 * @param allowedImageDomains domains from which images may be loaded
 * @param metadata private data of the agent, which clients never see
 */
public record ThreadMetadata(String id, Instant createdAt, @Nullable String title, ThreadStatus status,
		@Nullable List<String> allowedImageDomains, ObjectNode metadata) {

	/**
	 * Create a thread.
	 */
	public ThreadMetadata {
		status = (status != null) ? status : new ThreadStatus.Active();
		allowedImageDomains = (allowedImageDomains != null) ? List.copyOf(allowedImageDomains) : null;
		metadata = (metadata != null) ? metadata.deepCopy() : JsonNodeFactory.instance.objectNode();
	}

	/**
	 * Create a thread that takes messages and has no title.
	 * @param id the thread's id
	 * @param createdAt when it was created
	 */
	public ThreadMetadata(String id, Instant createdAt) {
		this(id, createdAt, null, new ThreadStatus.Active(), null, JsonNodeFactory.instance.objectNode());
	}

	/**
	 * The private data of the agent.
	 * @return a copy
	 */
	public ObjectNode metadata() {
		return this.metadata.deepCopy();
	}

	/**
	 * The same thread with another title.
	 * @param title the title
	 * @return the thread
	 */
	public ThreadMetadata withTitle(@Nullable String title) {
		return new ThreadMetadata(this.id, this.createdAt, title, this.status, this.allowedImageDomains, this.metadata);
	}

	/**
	 * The same thread with another status.
	 * @param status the status
	 * @return the thread
	 */
	public ThreadMetadata withStatus(ThreadStatus status) {
		return new ThreadMetadata(this.id, this.createdAt, this.title, status, this.allowedImageDomains, this.metadata);
	}

	/**
	 * The same thread with other image domains.
	 * @param domains the domains
	 * @return the thread
	 */
	public ThreadMetadata withAllowedImageDomains(List<String> domains) {
		return new ThreadMetadata(this.id, this.createdAt, this.title, this.status, domains, this.metadata);
	}

	/**
	 * The same thread with other private data.
	 * @param metadata the data
	 * @return the thread
	 */
	public ThreadMetadata withMetadata(ObjectNode metadata) {
		return new ThreadMetadata(this.id, this.createdAt, this.title, this.status, this.allowedImageDomains, metadata);
	}

}
