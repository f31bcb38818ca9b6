package io.github.chatkitbackend.chat.mcp;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that a client has sent to an MCP server.
 *
 * @param httpMethod the method of HTTP
 * @param headers the headers, with names in lower case
 * @param message the message of JSON-RPC, missing if there is none
 */
record RecordedCall(String httpMethod, Map<String, String> headers, JsonNode message) {

	private static final JsonMapper JSON = new JsonMapper();

	boolean isOf(String method) {
		return this.message.path("method").asString("").equals(method);
	}

	String header(String name) {
		return this.headers.get(name.toLowerCase(Locale.ROOT));
	}

	private static RecordedCall of(HttpServletRequest request, byte[] body) {
		Map<String, String> headers = new TreeMap<>();
		Collections.list(request.getHeaderNames())
			.forEach((name) -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
		return new RecordedCall(request.getMethod(), headers, JSON.readTree(body));
	}

	/**
	 * Records requests before the server reads them.
	 */
	static final class Recorder extends HttpFilter {

		private final transient List<RecordedCall> calls;

		Recorder(List<RecordedCall> calls) {
			this.calls = calls;
		}

		@Override
		protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			byte[] body = request.getInputStream().readAllBytes();
			this.calls.add(of(request, body));
			chain.doFilter(new ReadRequest(request, body), response);
		}

	}

	/**
	 * A request whose body has been read and can be read again.
	 */
	private static final class ReadRequest extends HttpServletRequestWrapper {

		private final ByteArrayInputStream body;

		ReadRequest(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = new ByteArrayInputStream(body);
		}

		@Override
		public BufferedReader getReader() {
			return new BufferedReader(new InputStreamReader(this.body, StandardCharsets.UTF_8));
		}

		@Override
		public ServletInputStream getInputStream() {
			return new ServletInputStream() {

				@Override
				public int read() {
					return ReadRequest.this.body.read();
				}

				@Override
				public boolean isFinished() {
					return ReadRequest.this.body.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
