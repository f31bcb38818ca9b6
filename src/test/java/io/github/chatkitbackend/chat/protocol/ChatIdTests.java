package io.github.chatkitbackend.chat.protocol;

import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ids of the protocol.
 */
class ChatIdTests {

	@ParameterizedTest
	@EnumSource
	void neverCollide(ChatId kind) {
		assertThat(Stream.generate(kind::next).limit(1_000)).doesNotHaveDuplicates()
			.allSatisfy((id) -> assertThat(id).matches("[a-z]+_[0-9a-f]{32}"));
	}

	@Test
	void beginWithTheTimeIfTheyAreOfThreads() {
		long before = System.currentTimeMillis();
		String id = ChatId.THREAD.next();
		assertThat(HexFormat.fromHexDigitsToLong(id, 4, 16)).isBetween(before, System.currentTimeMillis());
	}

}
