package io.github.chatkitbackend.demo;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The Content-Security-Policy of the demo page: what the page and the widget need. The
 * widget's script adds an inline style to the page and loads the chat into a frame, which
 * has its own policy. The page sends files to their store, and shows images from there.
 *
 * @param store where files are that are not with this service, as sources of the policy
 */
record PagePolicy(String store) {

	private static final String AMAZON = "https://*.amazonaws.com";

	static PagePolicy of(Environment environment) {
		boolean stored = !environment.getProperty("chatkit.s3.bucket", "").isEmpty();
		return new PagePolicy(stored ? " " + origin(environment.getProperty("chatkit.s3.endpoint")) : "");
	}

	private static String origin(@Nullable String endpoint) {
		if (endpoint == null || endpoint.isEmpty()) {
			return AMAZON;
		}
		URI uri = URI.create(endpoint);
		return uri.getScheme() + "://" + uri.getRawAuthority();
	}

	String directives() {
		return String.join("; ", "default-src 'none'", "script-src 'self' https://cdn.platform.openai.com",
				"style-src 'self' 'unsafe-inline'", "frame-src https://cdn.platform.openai.com",
				"connect-src 'self' https://api.openai.com https://cdn.platform.openai.com" + this.store,
				"img-src 'self' data: blob: https://cdn.platform.openai.com" + this.store,
				"font-src https://cdn.platform.openai.com", "base-uri 'none'", "form-action 'none'",
				"frame-ancestors 'none'");
	}

}
