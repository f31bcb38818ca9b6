package io.github.chatkitbackend.security;

import java.io.IOException;
import java.net.InetAddress;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An issuer that answers without end does not fill the memory.
 */
class LongKeySetTests {

	@Test
	void areRefusedAfter256KiB() throws IOException {
		try (MockWebServer issuer = new MockWebServer()) {
			issuer.start(InetAddress.getLoopbackAddress(), 0);
			assertThat(fetch(issuer, 256 * 1024)).hasSize(256 * 1024);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(issuer, 256 * 1024 + 1))
				.withMessageContaining("more than 256 KiB");
		}
	}

	private static String fetch(MockWebServer issuer, int length) throws IOException {
		issuer.enqueue(new MockResponse.Builder().body("x".repeat(length)).build());
		return new KeyRetriever().retrieveResource(issuer.url("/keys").url()).getContent();
	}

}
