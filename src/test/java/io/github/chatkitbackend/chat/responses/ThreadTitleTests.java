package io.github.chatkitbackend.chat.responses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of a model's text becomes a title.
 */
class ThreadTitleTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Trip to Rome                | Trip to Rome
			"Trip to Rome"              | Trip to Rome
			„Reise nach Rom“            | Reise nach Rom
			« Voyage à Rome »           | Voyage à Rome
			**Trip to Rome**            | Trip to Rome
			# Trip to Rome              | Trip to Rome
			Bob's "big" day             | Bob's "big" day
			""")
	void isOneLineWithoutQuotes(String text, String title) {
		assertThat(ThreadTitle.of(text)).isEqualTo(title);
	}

	@Test
	void hasNoControlCharacters() {
		assertThat(ThreadTitle.of("\n\r\nTrip\tto\u0000 Rome\nmore")).isEqualTo("Trip to Rome");
	}

	@Test
	void isAtMost80CharactersLong() {
		assertThat(ThreadTitle.of("x".repeat(200))).hasSize(80);
		assertThat(ThreadTitle.of("😀".repeat(200))).isEqualTo("😀".repeat(80));
	}

	@Test
	void isBlankIfTheModelWroteNothing() {
		assertThat(ThreadTitle.of(" \n \"\" \n")).isEmpty();
	}

}
