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
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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

/**
 * A real identity provider, Spring Authorization Server.
 */
public final class AuthorizationServer implements AutoCloseable {

	/** The settings check sees every application of this class path, the issuer too. */
	private static final String[] ISSUER_ARGUMENTS = { "--server.port=0", "--openai.api-key=unused",
			"--chatkit.workflow.id=wf_unused" };

	private static final String CREDENTIALS = "my-app:my-secret";

	private final ConfigurableApplicationContext context;

	private AuthorizationServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start a server.
	 * @return the server
	 */
	public static AuthorizationServer start() {
		return new AuthorizationServer(new SpringApplicationBuilder(IssuerApplication.class).run(ISSUER_ARGUMENTS));
	}

	/**
	 * Its name as an issuer.
	 * @return the URL
	 */
	public String uri() {
		return "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	/**
	 * A token of the user my-app.
	 * @return the token, without the word Bearer
	 * @throws IOException if the server does not answer
	 * @throws InterruptedException if this thread was interrupted
	 */
	public String token() throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri() + "/oauth2/token"))
				.headers("Content-Type", "application/x-www-form-urlencoded", "Authorization",
						"Basic " + Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8)))
				.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
				.build(), HttpResponse.BodyHandlers.ofString());
		return new JsonMapper().readTree(response.body()).path("access_token").stringValue();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The smallest authorization server that issues JWTs. It is no configuration that the
	 * services of tests would find.
	 */
	@EnableAutoConfiguration(excludeName = "io.github.chatkitbackend.ChatKitBackendAutoConfiguration")
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
