package io.github.chatkitbackend.observability;

import io.micrometer.tracing.Tracer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Configures observations and the headers of responses.
 */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {

	/**
	 * Disables the observations of Spring Security. They would time every security filter
	 * for every request, which is of no use to operators and costs more than the filters.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * This is a bean method because slices such as {@code @WebMvcTest} include all
	 * filters that are components, but have no tracer.
	 */
	@Bean
	AnswerHeaders answerHeaders(Tracer tracer) {
		return new AnswerHeaders(tracer);
	}

}
