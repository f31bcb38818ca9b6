package io.github.chatkitbackend.chat.store;

import javax.sql.DataSource;

import io.micrometer.observation.ObservationRegistry;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Opens the database for an import, also while the service uses it. It is not annotated
 * as a configuration, so that the service does not find it.
 */
@EnableConfigurationProperties({ StoreProperties.class, DatabaseProperties.class })
public class ImportStoreConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ImportStoreConfiguration.class);

	@Bean
	DataSource dataSource(StoreProperties properties, DatabaseProperties server) {
		DatabaseUrl url = server.parsedUrl();
		if (url != null) {
			logger.info("Threads are copied to PostgreSQL at {}", url.place());
			return DatabaseServer.open(url);
		}
		logger.info("Threads are copied to {}", EmbeddedDatabase.file(properties.dataDir()));
		return EmbeddedDatabase.open(properties.dataDir(), "native-import");
	}

	/**
	 * The service may begin threads before and during the import.
	 */
	@Bean(initMethod = "placeOwnThreads", destroyMethod = "placeOwnThreads")
	ThreadImport threadImport(DataSource dataSource, StoreProperties properties, DatabaseProperties server) {
		server.kind().configure(Flyway.configure()).dataSource(dataSource).load().migrate();
		if (properties.threadRetention() != null) {
			logger
				.warn("CHATKIT_THREAD_RETENTION is set: the service deletes threads that nobody wrote to for {} days, "
						+ "imported ones too", properties.threadRetention().toDays());
		}
		return new ThreadImport(new Database(dataSource, server.kind(), ObservationRegistry.NOOP));
	}

}
