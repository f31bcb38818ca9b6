package io.github.chatkitbackend.security;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.github.chatkitbackend.web.TimeLimitedDns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Fetches the documents of an issuer, with a timeout for the entire call. Nimbus' own
 * retriever has a timeout for each read only, so an issuer that sends single bytes could
 * block it indefinitely.
 */
class KeyRetriever implements ResourceRetriever {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final long MAX_BYTES = 256 * 1024;

	private final OkHttpClient client;

	KeyRetriever() {
		this(new OkHttpClient());
	}

	/**
	 * Redirects between https and http are not followed, because an attacker on the
	 * network could then replace the issuer's keys.
	 */
	KeyRetriever(OkHttpClient client) {
		this.client = client.newBuilder()
			.callTimeout(TIMEOUT)
			.dns(new TimeLimitedDns(TIMEOUT))
			.followSslRedirects(false)
			.build();
	}

	@Override
	public Resource retrieveResource(URL url) throws IOException {
		Request request = new Request.Builder().url(url).header("Accept", "application/json").build();
		try (Response response = this.client.newCall(request).execute()) {
			if (!response.isSuccessful()) {
				throw new IOException("%s answered %d".formatted(url, response.code()));
			}
			BufferedSource source = response.body().source();
			if (source.request(MAX_BYTES + 1)) {
				throw new IOException("%s answered with more than 256 KiB".formatted(url));
			}
			return new Resource(source.readUtf8(), null);
		}
	}

}
