package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A thread as clients see it. The private metadata of a thread never leaves the server,
 * so {@code metadata} is always empty here.
 *
 * @param id the thread's id
 * @param createdAt when it was created
 * @param title its title
 * @param status whether it takes messages
 * @param allowedImageDomains domains from which images may be loaded
 * @param metadata always empty
 * @param items a page of its items, without the hidden ones
 */
public record ChatThread(String id, Instant createdAt, @Nullable String title, ThreadStatus status,
		@Nullable List<String> allowedImageDomains, Map<String, String> metadata, Page<ThreadItem> items) {

	/**
	 * Show a thread to a client.
	 * @param thread the thread
	 * @param items a page of its items
	 * @return what the client gets
	 */
	public static ChatThread of(ThreadMetadata thread, Page<ThreadItem> items) {
		return new ChatThread(thread.id(), thread.createdAt(), thread.title(), thread.status(),
				thread.allowedImageDomains(), Map.of(), items);
	}

	/**
	 * Show a thread without items to a client.
	 * @param thread the thread
	 * @return what the client gets
	 */
	public static ChatThread of(ThreadMetadata thread) {
		return of(thread, Page.empty());
	}

}
