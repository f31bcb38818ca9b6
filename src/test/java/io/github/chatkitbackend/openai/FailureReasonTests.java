package io.github.chatkitbackend.openai;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;

import com.openai.errors.OpenAIIoException;
import io.github.chatkitbackend.settings.HttpUrl;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link OpenAIFailures} tells about calls without an answer.
 */
class FailureReasonTests {

	private final OpenAIFailures failures = new OpenAIFailures(
			new OpenAIProperties(new ApiKey("proxykey0123"), HttpUrl.of("http://127.0.0.1:9/v1"), null, null));

	@Test
	void namesTheExceptionAtTheRoot() {
		IOException cause = new IOException("Failed", new ConnectException("Connection refused"));
		assertThat(reason(cause)).isEqualTo("ConnectException: Connection refused");
	}

	@Test
	void doesNotContainTheKey() {
		assertThat(reason(new IOException("proxykey0123\nsk-abc"))).isEqualTo("IOException: *** sk-***");
	}

	@Test
	void doesNotQuoteWhatTheServerSent() {
		assertThat(reason(new ProtocolException("Unexpected status line: private"))).isEqualTo("ProtocolException");
		assertThat(reason(new EOFException("\\n not found: limit=7 content=70726976617465"))).isEqualTo("EOFException");
	}

	private String reason(IOException cause) {
		return this.failures.reason(new OpenAIIoException("The call to OpenAI failed", cause));
	}

}
