package io.github.chatkitbackend.security;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token from a real identity provider, Spring Authorization Server, found by discovery.
 */
@ChatKitTest
class RealIssuerTests {

	@Test
	void itsTokensAreAccepted(OpenAIStandIn openai, Services services) throws Exception {
		try (AuthorizationServer issuer = AuthorizationServer.start()) {
			Backend backend = services.start("CHATKIT_JWT_ISSUER_URI=" + issuer.uri(), "CHATKIT_JWT_AUDIENCE=my-app");
			String token = issuer.token();
			Answer answer = backend.session("Authorization", "Bearer " + token);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(openai.lastBody().path("user").stringValue()).isEqualTo("my-app");
			assertThat(backend.session("Authorization", "Bearer " + token + "x").status()).isEqualTo(401);
		}
	}

}
