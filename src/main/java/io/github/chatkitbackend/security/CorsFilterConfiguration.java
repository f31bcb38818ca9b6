package io.github.chatkitbackend.security;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.error.ErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Configures CORS. The filter runs before Spring Security, because preflight requests
 * carry no token, and because a page can read an error response only with CORS headers.
 */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(CorsFilterConfiguration.class);

	/**
	 * Browsers send the origin with requests for modules, although they are the page's
	 * own. A demo page behind a misconfigured proxy must load to say what is wrong.
	 */
	private static final RequestMatcher MODULES = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.GET, "/demo/*.js");

	@Bean
	FilterRegistrationBean<CorsFilter> corsFilter(SecurityProperties properties, ErrorWriter errors) {
		CorsConfiguration cors = cors(properties.allowedOrigins());
		CorsFilter filter = new CorsFilter((request) -> MODULES.matches(request) ? null : cors);
		filter.setCorsProcessor(new Processor(errors));
		FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
		return registration;
	}

	private static CorsConfiguration cors(List<AllowedOrigin> origins) {
		boolean any = origins.contains(AllowedOrigin.ANY);
		if (any) {
			logger.warn("CHATKIT_ALLOWED_ORIGINS is *: any web page may call this service from its visitors' browsers");
		}
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(origins.stream().map(AllowedOrigin::value).toList());
		cors.setAllowCredentials(!any);
		// An unsupported method is answered with 405, which the page can read
		cors.addAllowedMethod(CorsConfiguration.ALL);
		cors.addAllowedHeader(CorsConfiguration.ALL);
		cors.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, "X-Request-Id", "RateLimit", "RateLimit-Policy"));
		cors.setMaxAge(Duration.ofHours(1));
		return cors;
	}

	/**
	 * Rejects other origins with the common error body.
	 */
	private static final class Processor extends DefaultCorsProcessor {

		private final RefusedOrigins refused = new RefusedOrigins();

		private final ErrorWriter errors;

		Processor(ErrorWriter errors) {
			this.errors = errors;
		}

		@Override
		public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
				HttpServletResponse response) throws IOException {
			boolean allowed = super.processRequest(configuration, request, response);
			if (!allowed) {
				this.refused.add(String.valueOf(request.getHeader(HttpHeaders.ORIGIN)));
				this.errors.write(request, response, new ApiException(ErrorCode.ORIGIN_NOT_ALLOWED,
						"Pages of this origin may not call this service. Its operator can add the origin to CHATKIT_ALLOWED_ORIGINS."));
			}
			return allowed;
		}

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			// processRequest writes the response
		}

	}

}
