package io.github.chatkitbackend.chat.store;

import java.util.Map;

import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The supported databases, and where the schema differs.
 */
enum DatabaseKind {

	SQLITE("integer"),

	POSTGRESQL("bigint generated always as identity");

	private final String sequence;

	DatabaseKind(String sequence) {
		this.sequence = sequence;
	}

	/**
	 * Configure the migrations. Replicas that start together migrate once, because Flyway
	 * takes a lock.
	 */
	FluentConfiguration configure(FluentConfiguration flyway) {
		return flyway.locations("classpath:db/migration").placeholders(Map.of("sequence", this.sequence));
	}

}
