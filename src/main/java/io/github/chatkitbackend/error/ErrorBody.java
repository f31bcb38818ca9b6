package io.github.chatkitbackend.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The body of every error: the members of RFC 9457, a stable {@code code}, and
 * {@code error} and {@code message}, which repeat {@code detail}: existing frontends read
 * the former, the ChatKit widget reads the latter.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorBody(String type, String title, int status, String detail, @Nullable String instance, String code,
		String error, String message, @JsonProperty("request_id") @Nullable String requestId) {

	static ErrorBody of(HttpStatusCode status, ErrorCode code, String detail, @Nullable String instance,
			@Nullable String requestId) {
		return new ErrorBody("about:blank", title(status), status.value(), detail, instance, code.code(), detail,
				detail, requestId);
	}

	private static String title(HttpStatusCode status) {
		return (status instanceof HttpStatus known) ? known.getReasonPhrase() : "Error " + status.value();
	}

}
