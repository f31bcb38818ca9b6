package io.github.chatkitbackend.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What may be fetched from an issuer, and over which connections.
 */
class KeyRetrieverTests {

	private static final int MAX_BYTES = 256 * 1024;

	private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
		.addSubjectAlternativeName("localhost")
		.build();

	private final MockWebServer http = new MockWebServer();

	private final MockWebServer https = new MockWebServer();

	private final KeyRetriever retriever = new KeyRetriever(trusting(CERTIFICATE));

	@BeforeEach
	void start() throws IOException {
		this.https
			.useHttps(new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build().sslSocketFactory());
		this.http.start(InetAddress.getLoopbackAddress(), 0);
		this.https.start(InetAddress.getLoopbackAddress(), 0);
	}

	@AfterEach
	void stop() {
		this.http.close();
		this.https.close();
	}

	@Test
	void doesNotFollowARedirectFromHttpsToHttp() {
		this.https.enqueue(redirect(this.http));
		this.http.enqueue(new MockResponse.Builder().body("keys of an attacker").build());
		assertThatIOException().isThrownBy(() -> fetch(this.https)).withMessageContaining("answered 302");
		assertThat(this.http.getRequestCount()).isZero();
	}

	@Test
	void followsARedirectFromHttpsToHttps() throws IOException {
		this.https.enqueue(redirect(this.https));
		this.https.enqueue(new MockResponse.Builder().body("keys").build());
		assertThat(fetch(this.https)).isEqualTo("keys");
	}

	@Test
	void doesNotTrustCertificatesThatNobodyVouchesFor() {
		this.https.enqueue(new MockResponse.Builder().body("keys of an attacker").build());
		assertThatIOException().isThrownBy(() -> new KeyRetriever().retrieveResource(url(this.https)));
	}

	@Test
	void takesDocumentsUpToTheLimit() throws IOException {
		this.http.enqueue(new MockResponse.Builder().body("x".repeat(MAX_BYTES)).build());
		assertThat(fetch(this.http)).hasSize(MAX_BYTES);
	}

	@Test
	void refusesLargerDocuments() {
		this.http.enqueue(new MockResponse.Builder().body("x".repeat(MAX_BYTES + 1)).build());
		assertThatIOException().isThrownBy(() -> fetch(this.http)).withMessageContaining("more than 256 KiB");
	}

	@Test
	void refusesLargerDocumentsOfUnknownLength() {
		this.http.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(MAX_BYTES + 1), 8192).build());
		assertThatIOException().isThrownBy(() -> fetch(this.http)).withMessageContaining("more than 256 KiB");
	}

	private String fetch(MockWebServer server) throws IOException {
		return this.retriever.retrieveResource(url(server)).getContent();
	}

	private static URL url(MockWebServer server) {
		return server.url("/jwks").url();
	}

	private static MockResponse redirect(MockWebServer server) {
		return new MockResponse.Builder().code(302).setHeader("Location", server.url("/elsewhere")).build();
	}

	private static OkHttpClient trusting(HeldCertificate certificate) {
		HandshakeCertificates trusted = new HandshakeCertificates.Builder()
			.addTrustedCertificate(certificate.certificate())
			.build();
		return new OkHttpClient.Builder().sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager()).build();
	}

}
