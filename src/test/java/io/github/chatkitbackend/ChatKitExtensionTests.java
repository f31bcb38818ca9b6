package io.github.chatkitbackend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Logger;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests share services without noticing it.
 */
@ChatKitTest(settings = "CHATKIT_BACKEND_TOKEN=token")
class ChatKitExtensionTests {

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final Services services;

	ChatKitExtensionTests(Backend backend, OpenAIStandIn openai, Services services) {
		this.backend = backend;
		this.openai = openai;
		this.services = services;
	}

	@Test
	void sharesServicesOfEqualSettings(Backend parameter) {
		assertThat(parameter).isSameAs(this.backend);
		assertThat(this.services.shared("CHATKIT_BACKEND_TOKEN=token")).isSameAs(this.backend);
		assertThat(this.services.shared()).isNotSameAs(this.backend);
	}

	@Test
	@ChatKitTest
	void theAnnotationOfTheMethodReplacesTheOneOfTheClass(Backend parameter) {
		assertThat(parameter).isSameAs(this.backend);
		assertThat(this.backend.session().status()).isEqualTo(200);
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	@ChatKitTest(shared = false)
	void givesATestAServiceOfItsOwn(Backend parameter) {
		assertThat(parameter).isSameAs(this.backend).isNotSameAs(this.services.shared());
	}

	@Test
	void closesWhatATestHasStarted() throws IOException {
		try (SharedServices shared = new SharedServices(1)) {
			Services test = new Services(shared);
			Backend own = test.start();
			Backend common = test.shared();
			test.close();
			assertThat(common.get("/health").status()).isEqualTo(200);
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> own.get("/health"));
		}
	}

	@Test
	void closesTheServiceThatWasNotUsedForTheLongestTimeWhenThereAreTooMany() {
		try (SharedServices shared = new SharedServices(1)) {
			Backend first = shared.get(Settings.of());
			Backend second = shared.get(Settings.of("CHATKIT_BACKEND_TOKEN=token"));
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> first.get("/health"));
			assertThat(second.get("/health").status()).isEqualTo(200);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void servicesGoOnLoggingAfterAnotherHasEnded(CapturedOutput output) {
		try (SharedServices shared = new SharedServices(1)) {
			shared.get(Settings.of());
			shared.start(Settings.of()).close();
			shared.reset();
			Logger.getLogger("org.apache.catalina").info("as the container logs");
			assertThat(output).containsOnlyOnce("as the container logs");
		}
	}

}
