package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/**
 * A file in the body of a request.
 *
 * @param name its name, empty if the request does not tell
 * @param type its media type, as far as the client knows it
 * @param content its bytes, which come from the network
 */
public record UploadedFile(String name, String type, InputStream content) {

	private static final String FIELD = "file";

	private static final int MAX_FIELDS = 20;

	/**
	 * The file of a request: the field {@code file} of a form, or the whole body.
	 * @param request the request
	 * @return the file
	 * @throws ApiException if the body is a form without a file
	 * @throws IOException if the body cannot be read
	 */
	public static UploadedFile of(HttpServletRequest request) throws IOException {
		String type = Objects.requireNonNullElse(request.getContentType(), "");
		return type.toLowerCase(Locale.ROOT).startsWith(FileUpload.MULTIPART) ? ofForm(request)
				: new UploadedFile("", type, request.getInputStream());
	}

	/**
	 * The file of a form. The fields after it are not read.
	 * @param request the request
	 * @return the file
	 * @throws ApiException if the body is not a form with a file
	 * @throws IOException if the body cannot be read
	 */
	public static UploadedFile ofForm(HttpServletRequest request) throws IOException {
		try {
			FileItemIterator fields = new FileUpload().getItemIterator(new ServletRequestContext(request));
			for (int i = 0; i < MAX_FIELDS && fields.hasNext(); i++) {
				FileItemStream field = fields.next();
				if (field.getFieldName().equals(FIELD) && !field.isFormField()) {
					return new UploadedFile(Objects.requireNonNullElse(field.getName(), ""),
							Objects.requireNonNullElse(field.getContentType(), ""), field.openStream());
				}
			}
		}
		catch (FileUploadException ex) {
			// Answered below
		}
		throw new ApiException(ErrorCode.INVALID_REQUEST,
				"The body must be a form (multipart/form-data) with a file in the field file.");
	}

}
