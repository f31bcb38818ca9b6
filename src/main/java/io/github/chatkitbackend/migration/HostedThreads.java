package io.github.chatkitbackend.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.models.beta.chatkit.threads.ThreadListItemsParams;
import com.openai.models.beta.chatkit.threads.ThreadListParams;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIOperation;
import io.github.chatkitbackend.openai.PatientClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The threads at OpenAI and their items. The SDK builds the requests, but its types have
 * no place for kinds of items that it does not know, so it does not read the responses.
 */
class HostedThreads {

	private static final OpenAIOperation LIST_THREADS = new OpenAIOperation("list_threads",
			OpenAIFailure.REJECTED_REQUEST,
			OpenAIFailure.REJECTED_REQUEST
				.withAdvice("Check that OPENAI_BASE_URL is the root of OpenAI's API. OpenAI may "
						+ "also have ended its ChatKit API"));

	private static final OpenAIOperation LIST_ITEMS = new OpenAIOperation("list_thread_items",
			OpenAIFailure.REJECTED_REQUEST, new OpenAIFailure(ErrorCode.THREAD_NOT_FOUND, "The thread does not exist.",
					"The thread was deleted at OpenAI while it was read"));

	private static final long PAGE = 100;

	private final PatientClient client;

	HostedThreads(PatientClient client) {
		this.client = client;
	}

	/**
	 * List a page of threads, oldest first.
	 * @param user the only user, or {@code null} for all
	 * @param after the last thread of the page before
	 * @return the page
	 */
	Page threads(@Nullable UserId user, @Nullable String after) throws InterruptedException {
		ThreadListParams.Builder request = ThreadListParams.builder().limit(PAGE).order(ThreadListParams.Order.ASC);
		if (user != null) {
			request.user(user.value());
		}
		if (after != null) {
			request.after(after);
		}
		ThreadListParams params = request.build();
		return page(LIST_THREADS, after, (openai) -> openai.beta().chatkit().threads().withRawResponse().list(params));
	}

	/**
	 * Read all items of a thread, oldest first.
	 * @param threadId the thread
	 * @return the items
	 */
	List<JsonNode> items(String threadId) throws InterruptedException {
		List<JsonNode> items = new ArrayList<>();
		@Nullable String after = null;
		do {
			Page page = itemPage(threadId, after);
			items.addAll(page.data());
			after = page.next();
		}
		while (after != null);
		return items;
	}

	private Page itemPage(String threadId, @Nullable String after) throws InterruptedException {
		ThreadListItemsParams.Builder request = ThreadListItemsParams.builder()
			.threadId(threadId)
			.limit(PAGE)
			.order(ThreadListItemsParams.Order.ASC);
		if (after != null) {
			request.after(after);
		}
		ThreadListItemsParams params = request.build();
		return page(LIST_ITEMS, after,
				(openai) -> openai.beta().chatkit().threads().withRawResponse().listItems(params));
	}

	private Page page(OpenAIOperation operation, @Nullable String after, Function<OpenAIClient, HttpResponse> call)
			throws InterruptedException {
		JsonNode json = this.client.page(operation, call);
		List<JsonNode> data = json.path("data").valueStream().toList();
		String last = data.isEmpty() ? null : data.getLast().path("id").stringValue(null);
		if (!json.path("has_more").asBoolean(false)) {
			return new Page(data, null);
		}
		if (last == null || last.equals(after)) {
			throw new ApiException(ErrorCode.OPENAI_INVALID_RESPONSE, "OpenAI sent a list that has no next page.");
		}
		return new Page(data, last);
	}

	/**
	 * A page.
	 *
	 * @param data its elements
	 * @param next where the next page begins, or {@code null} if this is the last one
	 */
	record Page(List<JsonNode> data, @Nullable String next) {
	}

}
