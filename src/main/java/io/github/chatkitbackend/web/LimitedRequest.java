package io.github.chatkitbackend.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * A request whose body is limited in size and time. The body of a GET request has no
 * meaning (RFC 9110, section 9.3.1) and is hidden, because the actuator's endpoints would
 * parse it.
 */
final class LimitedRequest extends HttpServletRequestWrapper {

	private final BodyLimit limit;

	private @Nullable ServletInputStream body;

	private @Nullable BufferedReader reader;

	LimitedRequest(HttpServletRequest request, BodyLimit limit) {
		super(request);
		this.limit = limit;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		ServletInputStream body = this.body;
		if (body == null) {
			body = hasBody() ? new LimitedBody(super.getInputStream(), this.limit, getContentLengthLong())
					: new LimitedBody(InputStream.nullInputStream(), this.limit, 0);
			this.body = body;
		}
		return body;
	}

	private boolean hasBody() {
		return !HttpMethod.GET.matches(getMethod()) && !HttpMethod.HEAD.matches(getMethod());
	}

	@Override
	public BufferedReader getReader() throws IOException {
		BufferedReader reader = this.reader;
		if (reader == null) {
			String encoding = getCharacterEncoding();
			reader = new BufferedReader(new InputStreamReader(getInputStream(),
					(encoding != null) ? encoding : StandardCharsets.UTF_8.name()));
			this.reader = reader;
		}
		return reader;
	}

}
