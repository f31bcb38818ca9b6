package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.store.StoredAttachment;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Finds out what files are. The content decides; the name only tells types apart whose
 * contents look alike, such as kinds of text.
 */
class AttachmentTypes {

	/** A media type, or all of a kind. */
	static final String FORM = "[\\w.+-]+/([\\w.+-]+|\\*)";

	static final String FORM_MESSAGE = "must be a media type such as image/png or text/*";

	/** What models of OpenAI read. */
	static final List<String> DEFAULT = List.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf",
			"text/*", "application/json", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			"application/vnd.openxmlformats-officedocument.presentationml.presentation");

	/** Images that browsers show and models read. */
	private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

	/** The bytes of a file that tell its type. */
	static final int BEGINNING = 65_536;

	private final Tika tika = new Tika(MimeTypes.getDefaultMimeTypes());

	private final List<MimeType> allowed;

	AttachmentTypes(List<MimeType> allowed) {
		this.allowed = allowed;
	}

	static boolean isImage(String type) {
		return IMAGES.contains(type);
	}

	/**
	 * A type that no browser executes.
	 */
	static String safe(String type) {
		return isImage(type) ? type : MimeTypeUtils.APPLICATION_OCTET_STREAM_VALUE;
	}

	/**
	 * The type that a client has announced, or the one that its name suggests: browsers
	 * do not know the types of all files.
	 * @throws ApiException if files of this type are not allowed
	 */
	String announced(String name, String type) {
		String base = type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
		if (isAllowed(base)) {
			return base;
		}
		String likely = this.tika.detect(name);
		requireAllowed(likely);
		return likely;
	}

	/**
	 * The type of a file that has arrived.
	 * @throws ApiException if files of this type are not allowed
	 */
	String detect(Path file, StoredAttachment announced) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return detect(in.readNBytes(BEGINNING), announced);
		}
	}

	/**
	 * The type of a file that begins with these bytes.
	 * @throws ApiException if files of this type are not allowed
	 */
	String detect(byte[] beginning, StoredAttachment announced) {
		String type = this.tika.detect(beginning);
		if (!type.equals(MimeTypeUtils.APPLICATION_OCTET_STREAM_VALUE)) {
			type = this.tika.detect(beginning, announced.name());
		}
		requireAllowed(type);
		if (announced.image() && !isImage(type)) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "The content of this file is not an image.");
		}
		return type;
	}

	private void requireAllowed(String type) {
		if (!isAllowed(type)) {
			throw new ApiException(ErrorCode.INVALID_REQUEST,
					"Files of this type cannot be attached. The service takes %s."
						.formatted(this.allowed.stream().map(MimeType::toString).collect(Collectors.joining(", "))));
		}
	}

	private boolean isAllowed(String type) {
		try {
			MimeType parsed = MimeTypeUtils.parseMimeType(type);
			return this.allowed.stream().anyMatch((candidate) -> candidate.includes(parsed));
		}
		catch (InvalidMimeTypeException ex) {
			return false;
		}
	}

}
