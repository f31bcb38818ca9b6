package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.web.TimeLimitedDns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the one client is built.
 */
class OpenAIConfigurationTests {

	@Test
	void limitsWhatNoDeadlineOfACallReaches() {
		OkHttpClient client = OpenAIConfiguration.okHttpClient();
		assertThat(client.connectTimeoutMillis()).isEqualTo(2_000);
		assertThat(client.dns()).isInstanceOf(TimeLimitedDns.class);
		assertThat(client.pingIntervalMillis()).isEqualTo(2_000);
		assertThat(client.retryOnConnectionFailure()).isFalse();
		assertThat(client.followRedirects()).isFalse();
	}

}
