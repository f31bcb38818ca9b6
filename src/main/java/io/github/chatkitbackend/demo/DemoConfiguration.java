package io.github.chatkitbackend.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the demo page without authentication if it is enabled. The page contains no
 * secret: if sessions require a token, it asks the visitor for one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("chatkit.demo.enabled")
class DemoConfiguration implements WebMvcConfigurer {

	private static final String[] FILES = { "/demo/*.css", "/demo/*.js" };

	/**
	 * Allows what the page and the widget need. The widget's script adds an inline style
	 * to the page and loads the chat into a frame, which has its own policy.
	 */
	private static final String CONTENT_SECURITY_POLICY = String.join("; ", "default-src 'none'",
			"script-src 'self' https://cdn.platform.openai.com", "style-src 'self' 'unsafe-inline'",
			"frame-src https://cdn.platform.openai.com",
			"connect-src 'self' https://api.openai.com https://cdn.platform.openai.com",
			"img-src 'self' data: blob: https://cdn.platform.openai.com", "font-src https://cdn.platform.openai.com",
			"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'");

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler(FILES).addResourceLocations("classpath:/demo/");
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain openDemoPage(HttpSecurity http) {
		http.securityMatcher(DemoController.PATH, DemoController.PATH + "/*");
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		http.csrf(AbstractHttpConfigurer::disable);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.headers((headers) -> headers.httpStrictTransportSecurity((hsts) -> hsts.disable())
			.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY)));
		return http.build();
	}

}
