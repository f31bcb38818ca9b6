package io.github.chatkitbackend.chat.store;

import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where several instances share threads. Without chat, the variable may belong to another
 * program, so its value is not checked before it is needed.
 *
 * @param url a PostgreSQL server, {@code postgresql://user:password@host:5432/database};
 * threads are stored in an embedded database when absent
 */
@ConfigurationProperties("database")
record DatabaseProperties(@Nullable String url) {

	@Nullable DatabaseUrl parsedUrl() {
		try {
			return (this.url != null) ? DatabaseUrl.of(this.url) : null;
		}
		catch (InvalidSettingException ex) {
			throw new UnusableDatabaseException("DATABASE_URL " + ex.getMessage() + ".",
					"Correct DATABASE_URL, or remove it to use an embedded database.", ex);
		}
	}

	DatabaseKind kind() {
		return (this.url != null) ? DatabaseKind.POSTGRESQL : DatabaseKind.SQLITE;
	}

	@Override
	public String toString() {
		return "DatabaseProperties[***]";
	}

}
