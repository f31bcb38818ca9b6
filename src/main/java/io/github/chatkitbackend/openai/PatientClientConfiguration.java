package io.github.chatkitbackend.openai;

import java.net.URI;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Configures the OpenAI client of a command. It is not annotated as a configuration, so
 * that the service does not find it.
 */
@EnableConfigurationProperties(OpenAIProperties.class)
public class PatientClientConfiguration {

	/** With 200 ms for a call, this is 80 calls a second. */
	private static final int CONCURRENCY = 16;

	@Bean
	PatientHttpClient patientHttpClient() {
		return new PatientHttpClient(CONCURRENCY);
	}

	@Bean
	PatientClient patientClient(OpenAIProperties properties, PatientHttpClient httpClient) {
		return new PatientClient(OpenAIConfiguration.client(properties, httpClient), new OpenAIFailures(properties),
				address(properties), CONCURRENCY);
	}

	/**
	 * Where OpenAI is, for the log: a query may contain a key.
	 */
	private static URI address(OpenAIProperties properties) {
		return URI.create(properties.baseUrl().value().replaceFirst("\\?.*", ""));
	}

}
