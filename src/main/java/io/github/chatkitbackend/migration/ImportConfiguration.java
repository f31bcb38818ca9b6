package io.github.chatkitbackend.migration;

import io.github.chatkitbackend.openai.PatientClient;
import io.github.chatkitbackend.openai.PatientClientConfiguration;
import io.github.chatkitbackend.settings.CommandSettingsCheck;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * What the command needs of the service besides the database. It is not annotated as a
 * configuration, so that the service does not find it.
 */
@Import({ CommandSettingsCheck.class, PatientClientConfiguration.class })
class ImportConfiguration {

	@Bean
	HostedThreads hostedThreads(PatientClient client) {
		return new HostedThreads(client);
	}

}
