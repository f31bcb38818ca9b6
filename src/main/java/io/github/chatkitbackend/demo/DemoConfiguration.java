package io.github.chatkitbackend.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
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

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler(FILES).addResourceLocations("classpath:/demo/");
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain openDemoPage(HttpSecurity http, Environment environment) {
		String policy = PagePolicy.of(environment).directives();
		http.securityMatcher(DemoController.PATH, DemoController.PATH + "/*");
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		http.csrf(AbstractHttpConfigurer::disable);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.headers((headers) -> headers.httpStrictTransportSecurity((hsts) -> hsts.disable())
			.contentSecurityPolicy((csp) -> csp.policyDirectives(policy)));
		return http.build();
	}

}
