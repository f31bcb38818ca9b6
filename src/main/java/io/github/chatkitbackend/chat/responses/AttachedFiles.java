package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputFile;
import com.openai.models.responses.ResponseInputImage;
import io.github.chatkitbackend.chat.agent.AttachmentContent;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attached files of a thread as the model reads them. Of a thread with many files, it
 * reads the newest, and only the names of the others.
 */
final class AttachedFiles {

	private static final Logger logger = LoggerFactory.getLogger(AttachedFiles.class);

	/** OpenAI takes 50 MB of files in a request. */
	private static final long MAX_BYTES = 50_000_000;

	private final Map<String, ResponseInputContent> parts = new HashMap<>();

	private final AttachmentContents contents;

	private long bytes;

	private AttachedFiles(AttachmentContents contents) {
		this.contents = contents;
	}

	static AttachedFiles of(List<ThreadItem> items, AttachmentContents contents) {
		AttachedFiles files = new AttachedFiles(contents);
		for (ThreadItem item : items.reversed()) {
			if (item instanceof UserMessage message) {
				message.attachments().forEach(files::add);
			}
		}
		return files;
	}

	List<ResponseInputContent> of(UserMessage message) {
		return message.attachments().stream().map((file) -> this.parts.get(file.id())).toList();
	}

	private void add(Attachment attachment) {
		AttachmentContent content = (this.bytes < MAX_BYTES) ? read(attachment) : null;
		if (content == null || this.bytes + content.bytes().length > MAX_BYTES) {
			this.parts.put(attachment.id(),
					ModelInput.text("[The file %s is not available any more.]".formatted(attachment.name())));
			return;
		}
		this.bytes += content.bytes().length;
		this.parts.put(attachment.id(), part(attachment, content));
	}

	private @Nullable AttachmentContent read(Attachment attachment) {
		try {
			return this.contents.read(attachment);
		}
		catch (IOException ex) {
			logger.warn("The file of {} could not be read: {}", attachment.id(), ex.toString());
			return null;
		}
	}

	private static ResponseInputContent part(Attachment attachment, AttachmentContent content) {
		String url = content.dataUrl();
		return content.mediaType().startsWith("image/")
				? ResponseInputContent.ofInputImage(
						ResponseInputImage.builder().detail(ResponseInputImage.Detail.AUTO).imageUrl(url).build())
				: ResponseInputContent
					.ofInputFile(ResponseInputFile.builder().filename(attachment.name()).fileData(url).build());
	}

}
