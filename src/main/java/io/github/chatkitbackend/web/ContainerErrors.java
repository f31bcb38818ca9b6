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
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/**
 * Gives the errors that never reach Spring MVC, such as a malformed request line or a
 * refusal by the security firewall, the same body as all others.
 */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final ErrorWriter errors;

	ContainerErrors(ErrorWriter errors) {
		this.errors = errors;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		// TRACE goes the way of other unknown methods, which Spring Security's firewall
		// refuses. Tomcat's own answer would allow methods that no path takes
		factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
		factory.addContextCustomizers((context) -> {
			// Answers 413 without reading the rest of the body
			context.setSwallowAbortedUploads(false);
			Container host = context.getParent();
			((StandardHost) host).setErrorReportValveClass(Valve.class.getName());
			host.getPipeline().addValve(new Valve(this.errors));
		});
	}

	/**
	 * The end of Tomcat's own error handling, and of responses that failed after they had
	 * begun.
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
		 * Tomcat answers 400 and tells the cause by its message alone.
		 */
		private static boolean areHeadersTooLarge(@Nullable Throwable throwable) {
			return throwable != null && HEADERS_TOO_LARGE.equals(throwable.getMessage());
		}

	}

}
