package io.github.chatkitbackend.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token from a real identity provider, Spring Authorization Server, found by discovery.
 */
@ChatKitTest
class RealIssuerTests {

	/** The settings check sees every application of this class path, the issuer too. */
	private static final String[] ISSUER_ARGUMENTS = { "--server.port=0", "--openai.api-key=unused",
			"--chatkit.workflow.id=wf_unused" };

	private static final String CREDENTIALS = "my-app:my-secret";

	@Test
	void itsTokensAreAccepted(OpenAIStandIn openai, Services services) throws Exception {
		try (ConfigurableApplicationContext issuer = new SpringApplicationBuilder(IssuerApplication.class)
			.run(ISSUER_ARGUMENTS)) {
			String uri = "http://localhost:" + issuer.getEnvironment().getProperty("local.server.port");
			Backend backend = services.start("CHATKIT_JWT_ISSUER_URI=" + uri, "CHATKIT_JWT_AUDIENCE=my-app");
			String token = token(uri);
			Answer answer = backend.session("Authorization", "Bearer " + token);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(openai.lastBody().path("user").stringValue()).isEqualTo("my-app");
			assertThat(backend.session("Authorization", "Bearer " + token + "x").status()).isEqualTo(401);
		}
	}

	private static String token(String issuer) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
				.headers("Content-Type", "application/x-www-form-urlencoded", "Authorization",
						"Basic " + Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8)))
				.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
				.build(), HttpResponse.BodyHandlers.ofString());
		return new JsonMapper().readTree(response.body()).path("access_token").stringValue();
	}

	/**
	 * The smallest authorization server that issues JWTs.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class IssuerApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.oauth2AuthorizationServer(Customizer.withDefaults());
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			return http.build();
		}

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId(UUID.randomUUID().toString())
				.clientId("my-app")
				.clientSecret("{noop}my-secret")
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build());
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().build();
		}

		@Bean
		JWKSource<SecurityContext> keys() throws JOSEException {
			return new ImmutableJWKSet<>(new JWKSet(new RSAKeyGenerator(2048).keyID("key").generate()));
		}

	}

}
