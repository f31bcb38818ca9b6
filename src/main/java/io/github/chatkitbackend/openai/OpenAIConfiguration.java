package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.Objects;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpClient;
import io.github.chatkitbackend.web.TimeLimitedDns;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import okhttp3.OkHttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the OpenAI client, which the whole service shares.
 */
@Configuration(proxyBeanMethods = false)
class OpenAIConfiguration {

	/**
	 * HTTP/2 calls share a connection. If the network drops it silently, a missing
	 * response to a ping reveals the failure in time for a second attempt.
	 */
	private static final Duration PING_INTERVAL = Duration.ofSeconds(2);

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * Streams and other calls use each other's connections.
	 */
	@Bean
	ConnectionLanes openAIConnectionLanes(CallProperties calls, StreamProperties streams) {
		return new ConnectionLanes(okHttpClient(), calls.maxConcurrent() + streams.maxStreams());
	}

	@Bean
	Counter openAIRetries(MeterRegistry meters) {
		return Counter.builder("chatkit.openai.retries")
			.description("Second attempts at a call to OpenAI")
			.register(meters);
	}

	@Bean
	DeadlineHttpClient openAIHttpClient(ConnectionLanes lanes, CallProperties properties, Counter openAIRetries) {
		return new DeadlineHttpClient(lanes, properties.deadline(), openAIRetries);
	}

	static OkHttpClient okHttpClient() {
		return new OkHttpClient.Builder().dns(new TimeLimitedDns(CONNECT_TIMEOUT))
			.connectTimeout(CONNECT_TIMEOUT)
			// The deadline of each call applies instead, even if data arrives slowly
			.readTimeout(Duration.ZERO)
			.writeTimeout(Duration.ZERO)
			.pingInterval(PING_INTERVAL)
			.retryOnConnectionFailure(false)
			.followRedirects(false)
			.build();
	}

	@Bean
	OpenAIClient openAIClient(OpenAIProperties properties, DeadlineHttpClient httpClient) {
		return client(properties, httpClient);
	}

	static OpenAIClient client(OpenAIProperties properties, HttpClient httpClient) {
		// By default, Jackson recycles buffers per thread, but a virtual thread makes
		// only one call
		ObjectMappers.jsonMapper().getFactory().setRecyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
		return new OpenAIClientImpl(ClientOptions.builder()
			.httpClient(httpClient)
			.apiKey(Objects.requireNonNull(properties.apiKey()).value())
			.organization(properties.orgId())
			.project(properties.projectId())
			.baseUrl(properties.baseUrl().value())
			.maxRetries(0) // The transport or its caller retries
			.disableTelemetry(true)
			.putHeader("User-Agent", "chatkit-backend")
			// At DEBUG, the SDK logs bodies, which contain client secrets
			.logLevel(LogLevel.OFF)
			.build());
	}

}
