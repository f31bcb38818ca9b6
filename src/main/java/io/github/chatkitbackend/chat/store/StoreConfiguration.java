package io.github.chatkitbackend.chat.store;

import java.time.InstantSource;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Opens the database. Without chat, there is none.
 */
@ConditionalOnChat
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class StoreConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(StoreConfiguration.class);

	@Bean
	DataSource dataSource(StoreProperties properties, DatabaseProperties server) {
		DatabaseUrl url = server.parsedUrl();
		if (url != null) {
			logger.info("Threads are stored in PostgreSQL at {}", url.place());
			return DatabaseServer.open(url);
		}
		logger.info("Threads are stored in {}", EmbeddedDatabase.file(properties.dataDir()));
		return EmbeddedDatabase.open(properties.dataDir());
	}

	@Bean
	FlywayConfigurationCustomizer migrations(DatabaseProperties server) {
		return server.kind()::configure;
	}

	@Bean
	@DependsOnDatabaseInitialization
	Database database(DataSource dataSource, DatabaseProperties server, ObservationRegistry observations) {
		return new Database(dataSource, server.kind(), observations);
	}

	@Bean
	ThreadStore threadStore(Database database) {
		return new ThreadStore(database, InstantSource.system());
	}

	@Bean
	TurnLeases turnLeases(Database database) {
		return new TurnLeases(database, InstantSource.system());
	}

	@Bean
	Drafts drafts(Database database) {
		return new Drafts(database, InstantSource.system());
	}

	@Bean
	AbandonedDrafts abandonedDrafts(Drafts drafts, DatabaseProperties server) {
		return new AbandonedDrafts(drafts, server.url() != null);
	}

	@Bean
	AttachmentStore attachmentStore(Database database, DatabaseProperties server) {
		return new AttachmentStore(database, server.url() != null);
	}

	@Bean
	SharedKey attachmentKey(Database database) {
		return new SharedKey(database, "attachments");
	}

	@Bean
	UserData userData(Database database, ThreadStore store) {
		return new UserData(database, store);
	}

	@Bean
	DatabaseHealthIndicator databaseHealthIndicator(Database database) {
		return new DatabaseHealthIndicator(database, InstantSource.system());
	}

	@Bean
	@ConditionalOnProperty("chatkit.thread-retention")
	ThreadRetention threadRetention(Database database, StoreProperties properties) {
		return new ThreadRetention(database, InstantSource.system(),
				Objects.requireNonNull(properties.threadRetention()));
	}

}
