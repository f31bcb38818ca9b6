package io.github.chatkitbackend.observability;

import io.github.chatkitbackend.error.ErrorWriter;
import io.micrometer.common.KeyValue;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * Counts a response that failed after it was committed as a failure in
 * {@code http.server.requests}. Its status, which was already sent, indicates success.
 */
@Component
class RequestObservations extends DefaultServerRequestObservationConvention {

	private static final KeyValue SERVER_ERROR = KeyValue.of("outcome", "SERVER_ERROR");

	@Override
	protected KeyValue outcome(ServerRequestObservationContext context) {
		HttpServletRequest request = context.getCarrier();
		return (request != null && (ErrorWriter.isAborted(request) || hasTimedOut(request))) ? SERVER_ERROR
				: super.outcome(context);
	}

	/**
	 * The observation of an asynchronous request ends at the timeout, before the dispatch
	 * that handles the timeout.
	 */
	private static boolean hasTimedOut(HttpServletRequest request) {
		return request.getAttribute(WebAsyncUtils.WEB_ASYNC_MANAGER_ATTRIBUTE) instanceof WebAsyncManager manager
				&& manager.getConcurrentResult() instanceof AsyncRequestTimeoutException;
	}

}
