package io.github.chatkitbackend.chat.store;

import java.util.Map;

import io.github.chatkitbackend.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The forms of {@code DATABASE_URL}.
 */
class DatabaseUrlTests {

	@ParameterizedTest
	@ValueSource(strings = { "postgresql://us%40er:p%2Fa+s%25s@db.example.com:6543/chat?sslmode=require",
			"postgres://us%40er:p%2Fa+s%25s@db.example.com:6543/chat?sslmode=require",
			"jdbc:postgresql://db.example.com:6543/chat?sslmode=require&user=us%40er&password=p%2Fa%2Bs%25s",
			"jdbc:postgresql://us%40er:p%2Fa+s%25s@db.example.com:6543/chat?sslmode=require" })
	void isWrittenInSeveralForms(String text) {
		DatabaseUrl url = DatabaseUrl.of(text);
		assertThat(url.place()).isEqualTo("db.example.com:6543/chat");
		assertThat(url.properties()).containsAllEntriesOf(
				Map.of("user", "us@er", "password", "p/a+s%s", "sslmode", "require", "PGDBNAME", "chat"));
		assertThat(url.toString()).doesNotContain("us@er", "p/a+s%s");
		assertThat(new DatabaseProperties(text).toString()).doesNotContain("us@er", "p/a+s%s");
	}

	@Test
	void needsNoPortAndNoPassword() {
		assertThat(DatabaseUrl.of("postgresql://chatkit@db/chat").place()).isEqualTo("db:5432/chat");
		assertThat(DatabaseUrl.of("jdbc:postgresql:chat").place()).isEqualTo("localhost:5432/chat");
		assertThat(DatabaseUrl.of("postgresql://user:p:w@a:1,b:2/chat").place()).isEqualTo("a,b:1,2/chat");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql://user:secret@db/chat", "postgresql://user:sec/ret@db/chat", "db.example.com",
			"postgresql://user:secret%zz@db/chat", "postgresql://user:secret@db:port/chat", "jdbc:sqlite:secret.db" })
	void refusesOthersWithoutRepeatingThem(String text) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> DatabaseUrl.of(text))
			.withMessageStartingWith("must be a URL such as postgresql://user:password@host:5432/database")
			.withMessageNotContainingAny("secret", "sec/ret");
	}

}
