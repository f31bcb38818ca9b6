package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;

/**
 * What the model reads of a thread: its newest turns, each of them as a whole. The newest
 * one is always among them.
 *
 * @param maxItems most items
 * @param maxTokens most tokens, estimated
 * @param attachments knows the sizes of attached files
 */
record History(int maxItems, int maxTokens, AttachmentContents attachments) {

	private static final int CHARACTERS_PER_TOKEN = 4;

	/**
	 * What an image costs, whatever its size. OpenAI's models count 700 to 1,500 tokens
	 * for an image of a megapixel or more.
	 */
	private static final int TOKENS_PER_IMAGE = 1_000;

	/**
	 * What a PDF or an Office document costs. OpenAI's models read the text of a page,
	 * and an image of it: about 1,500 tokens for a page of 75 KB.
	 */
	private static final int BYTES_PER_TOKEN = 50;

	private static final String IMAGE = "data:image/[^\"]*";

	/**
	 * Read a thread.
	 * @return its items, oldest first
	 */
	List<ThreadItem> of(Conversation conversation) {
		List<ThreadItem> newest = new ArrayList<>();
		String after = null;
		do {
			Page<ThreadItem> page = conversation.items(new PageRequest(this.maxItems, Order.DESC, after));
			newest.addAll(page.data());
			after = page.hasMore() ? page.after() : null;
		}
		while (after != null && newest.stream().noneMatch(UserMessage.class::isInstance));
		return newest.subList(0, count(newest)).reversed();
	}

	/**
	 * How many of the newest items belong to whole turns that fit.
	 */
	private int count(List<ThreadItem> newest) {
		int count = 0;
		long tokens = 0;
		for (int i = 0; i < newest.size() && (count == 0 || i < this.maxItems); i++) {
			tokens += tokens(newest.get(i));
			if (newest.get(i) instanceof UserMessage) {
				if (count > 0 && tokens > this.maxTokens) {
					return count;
				}
				count = i + 1;
			}
		}
		return (count > 0) ? count : newest.size();
	}

	private long tokens(ThreadItem item) {
		return (item instanceof UserMessage message)
				? text(item) + message.attachments().stream().mapToLong(this::tokens).sum() : text(item);
	}

	private long tokens(Attachment file) {
		String type = file.mimeType();
		if (type.startsWith("image/")) {
			return TOKENS_PER_IMAGE;
		}
		boolean isText = type.startsWith("text/") || type.equals("application/json");
		return this.attachments.size(file) / (isText ? CHARACTERS_PER_TOKEN : BYTES_PER_TOKEN);
	}

	private static long text(ThreadItem item) {
		String json = ProtocolJson.mapper().writeValueAsString(item);
		String text = json.replaceAll(IMAGE, "");
		boolean hasImages = text.length() < json.length();
		return text.length() / CHARACTERS_PER_TOKEN + (hasImages ? TOKENS_PER_IMAGE : 0);
	}

}
