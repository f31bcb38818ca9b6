package io.github.chatkitbackend.observability;

import io.micrometer.tracing.Tracer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * What is observed, and what is not.
 */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {

	/**
	 * Spring Security would time every one of its filters for every request, which tells
	 * an operator nothing and costs more than the filters.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * As a component it would be part of slices such as {@code @WebMvcTest}, which take
	 * all filters but have no tracer.
	 */
	@Bean
	AnswerHeaders answerHeaders(Tracer tracer) {
		return new AnswerHeaders(tracer);
	}

}
