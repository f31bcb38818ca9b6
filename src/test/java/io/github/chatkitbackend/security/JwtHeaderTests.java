package io.github.chatkitbackend.security;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which headers of a JWT are accepted, whatever algorithm signs it.
 */
@ChatKitTest
class JwtHeaderTests {

	private static KeyServer issuer;

	private static Backend withKeys;

	private static Backend withSecret;

	@BeforeAll
	static void start(Services services) {
		issuer = new KeyServer();
		issuer.publish(issuer.rsaKey(), issuer.ecKey(), issuer.ed25519Key());
		withKeys = services.start("CHATKIT_JWT_JWK_SET_URI=" + issuer.uri());
		withSecret = services.shared("CHATKIT_JWT_SECRET=" + KeyServer.SECRET);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@ParameterizedTest
	@CsvSource({ "RS256,JWT", "RS256,jwt", "RS256,application/jwt", "RS256,at+jwt", "RS256,AT+JWT",
			"RS256,application/at+jwt", "RS256,Application/AT+JWT", "ES256,application/at+jwt",
			"EdDSA,application/at+jwt", "HS256,application/at+jwt" })
	void acceptsTypesOfJwtsWithAndWithoutApplication(String algorithm, String type) {
		assertThat(send(algorithm, "\"typ\": \"%s\"".formatted(type)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"logout+jwt\"", "\"application/secevent+jwt\"", "\"text/jwt\"",
			"\"application/application/jwt\"", "\"JOSE\"", "\"\"", "5" })
	void refusesOtherTypes(String type) {
		assertRefused(send("RS256", "\"typ\": " + type));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RS256 | "crit": []
			ES256 | "crit": []
			EdDSA | "crit": []
			HS256 | "crit": []
			RS256 | "crit": ["exp"], "exp": 1
			ES256 | "crit": ["exp"], "exp": 1
			EdDSA | "crit": ["exp"], "exp": 1
			HS256 | "crit": ["exp"], "exp": 1
			RS256 | "crit": ["b64"], "b64": true
			HS256 | "crit": ["b64"], "b64": true
			RS256 | "crit": "exp"
			RS256 | "crit": [5]
			""")
	void refusesCriticalExtensionsAndEmptyListsOfThem(String algorithm, String members) {
		assertRefused(send(algorithm, members));
	}

	private static void assertRefused(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.code()).isEqualTo("unauthorized");
	}

	private static Answer send(String algorithm, String members) {
		String token = issuer.token("{\"alg\": \"%s\", %s}".formatted(algorithm, members));
		return ("HS256".equals(algorithm) ? withSecret : withKeys).session("Authorization", "Bearer " + token);
	}

}
