package io.github.chatkitbackend.demo;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the demo page may load, depending on where files are.
 */
class PagePolicyTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void allowsNoStoreByDefault() {
		assertThat(directives()).contains(
				"; connect-src 'self' https://api.openai.com https://cdn.platform.openai.com; ",
				"; img-src 'self' data: blob: https://cdn.platform.openai.com; ");
	}

	@Test
	void allowsTheOriginOfTheStore() {
		this.environment.setProperty("chatkit.s3.bucket", "files");
		this.environment.setProperty("chatkit.s3.endpoint", "https://s3.example.com:8443/base?");
		assertAllows("https://s3.example.com:8443");
	}

	@Test
	void allowsAmazonIfTheStoreHasNoUrl() {
		this.environment.setProperty("chatkit.s3.bucket", "files");
		assertAllows("https://*.amazonaws.com");
	}

	private void assertAllows(String source) {
		assertThat(directives()).contains(
				"; connect-src 'self' https://api.openai.com https://cdn.platform.openai.com " + source + "; ",
				"; img-src 'self' data: blob: https://cdn.platform.openai.com " + source + "; ");
	}

	private String directives() {
		return PagePolicy.of(this.environment).directives();
	}

}
