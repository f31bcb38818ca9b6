package io.github.chatkitbackend.web;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.chatkitbackend.error.ErrorWriter;
import jakarta.servlet.ServletException;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/**
 * Writes the common error body for errors that never reach Spring MVC, such as a
 * malformed request line or a rejection by the security firewall.
 */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final ErrorWriter errors;

	ContainerErrors(ErrorWriter errors) {
		this.errors = errors;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		// Let Spring Security's firewall reject TRACE like other unknown methods. The
		// Allow header of Tomcat's own response lists methods that no path supports
		factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
		factory.addContextCustomizers((context) -> {
			Container host = context.getParent();
			((StandardHost) host).setErrorReportValveClass(Valve.class.getName());
			host.getPipeline().addValve(new Valve(this.errors));
		});
	}

	/**
	 * Replaces Tomcat's error pages, and closes the connections of responses that failed
	 * after they were committed and of clients that are too slow.
	 */
	static class Valve extends ErrorReportValve {

		private static final String HEADERS_TOO_LARGE = StringManager.getManager(Http11InputBuffer.class)
			.getString("iib.requestheadertoolarge.error");

		private final ErrorWriter errors;

		Valve(ErrorWriter errors) {
			this.errors = errors;
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			super.invoke(request, response);
			if (ErrorWriter.isAborted(request)) {
				response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
			}
			if (response.getStatus() == HttpStatus.REQUEST_TIMEOUT.value()) {
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}

		@Override
		protected void report(Request request, Response response, @Nullable Throwable throwable) {
			if (response.getStatus() < 400 || response.getContentWritten() > 0) {
				return;
			}
			int status = areHeadersTooLarge(throwable) ? 431 : response.getStatus();
			try {
				this.errors.write(request, response, HttpStatusCode.valueOf(status));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Tomcat answers with 400. Only the message of the exception identifies the
		 * cause.
		 */
		private static boolean areHeadersTooLarge(@Nullable Throwable throwable) {
			return throwable != null && HEADERS_TOO_LARGE.equals(throwable.getMessage());
		}

	}

}
