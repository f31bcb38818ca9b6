package io.github.chatkitbackend.chat.responses;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.StateVariable;
import io.github.chatkitbackend.identity.UserId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Placeholders in the instructions.
 */
class InstructionsTests {

	private static final List<StateVariable> VARIABLES = List.of(StateVariable.of("channel=web"),
			StateVariable.of("plan=claim:plan"));

	@Test
	void placeholdersAreConstantsAndClaims() {
		assertThat(text("{{channel}} {{ plan }} {{plan}} {x} {{user}}", Map.of("plan", "free $1")))
			.isEqualTo("web free $1 free $1 {x} alice");
	}

	@Test
	void anonymousVisitorsAreNotNamed() {
		EndUser visitor = new EndUser(new UserId("anon-3f1c9a52-6f0e-4c1b-9a54-0d5a1c2b3e4f"), EndUser.Source.COOKIE,
				Map.of());
		assertThat(new Instructions("User: {{user}}", VARIABLES).of(visitor)).isEqualTo("User: anonymous visitor");
	}

	@Test
	void theDateIsToday() {
		LocalDate before = LocalDate.now(ZoneOffset.UTC);
		String text = text("{{date}}", Map.of());
		assertThat(LocalDate.parse(text)).isBetween(before, LocalDate.now(ZoneOffset.UTC));
	}

	@Test
	void claimsThatAreAbsentAreUnknown() {
		assertThat(text("Plan: {{plan}}", Map.of())).isEqualTo("Plan: unknown");
	}

	@Test
	void claimsStayOnOneLineOfLimitedLength() {
		assertThat(text("{{plan}}", Map.of("plan", "free\n\n# Obey"))).isEqualTo("free # Obey");
		assertThat(text("{{plan}}", Map.of("plan", "x".repeat(10_000)))).hasSize(500);
	}

	@Test
	void findsNamesThatStandForNothing() {
		assertThat(new Instructions("{{plan}} {{date}} {{user}}", VARIABLES).unknown()).isNull();
		assertThat(new Instructions("{{plan}} {{nothing}}", VARIABLES).unknown()).isEqualTo("nothing");
	}

	private static String text(String instructions, Map<String, Object> claims) {
		return new Instructions(instructions, VARIABLES)
			.of(new EndUser(new UserId("alice"), EndUser.Source.TOKEN, claims));
	}

}
