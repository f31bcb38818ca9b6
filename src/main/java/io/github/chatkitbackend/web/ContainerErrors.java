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
		protected void report(Request request, Response response, Throwable throwable) {
			if (response.getStatus() < 400 || response.getContentWritten() > 0) {
				return;
			}
			try {
				this.errors.write(request, response, HttpStatusCode.valueOf(response.getStatus()));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
