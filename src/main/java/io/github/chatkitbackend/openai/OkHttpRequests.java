package io.github.chatkitbackend.openai;

import java.io.ByteArrayOutputStream;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Converts the SDK's requests to OkHttp requests.
 */
final class OkHttpRequests {

	private OkHttpRequests() {
	}

	static Request from(HttpRequest request) {
		Request.Builder builder = new Request.Builder().url(request.url())
			.method(request.method().name(), body(request.body()));
		for (String name : request.headers().names()) {
			for (String value : request.headers().values(name)) {
				builder.addHeader(name, value);
			}
		}
		return builder.build();
	}

	private static @Nullable RequestBody body(@Nullable HttpRequestBody body) {
		if (body == null) {
			return null;
		}
		try (body) {
			String contentType = body.contentType();
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			body.writeTo(bytes);
			return RequestBody.create(bytes.toByteArray(), (contentType != null) ? MediaType.get(contentType) : null);
		}
	}

}
