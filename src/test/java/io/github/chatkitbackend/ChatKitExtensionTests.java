package io.github.chatkitbackend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests share services without noticing it.
 */
@ChatKitTest(settings = "CHATKIT_BACKEND_TOKEN=token")
class ChatKitExtensionTests {

	private static final Set<Object> owned = new HashSet<>();

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

	@RepeatedTest(2)
	@ChatKitTest(shared = false)
	void givesATestAStandInAndAServiceOfItsOwn(Backend parameter) {
		assertThat(parameter).isSameAs(this.backend);
		assertThat(this.backend.session().status()).isEqualTo(200);
		assertThat(this.openai.requests()).hasSize(1);
		assertThat(owned).doesNotContain(this.backend, this.openai);
		owned.addAll(List.of(this.backend, this.openai));
	}

	@Test
	@ChatKitTest(shared = false, settings = "LOGGING_LEVEL_ROOT=DEBUG")
	@ExtendWith(OutputCaptureExtension.class)
	void servicesThatChangeTheLogRunAlone(Backend parameter, CapturedOutput output) {
		assertThat(parameter.session().status()).isEqualTo(200);
		assertThat(output).contains(" DEBUG ");
		parameter.close();
		try (RunningServices next = new RunningServices(1)) {
			int before = output.length();
			assertThat(next.get(Settings.of()).session().status()).isEqualTo(200);
			String log = output.toString().substring(before);
			// Until the service starts, the stand-in still logs as the other service did
			assertThat(log).contains(" INFO ");
			assertThat(log.substring(log.indexOf(" INFO "))).doesNotContain(" DEBUG ");
		}
	}

	@Test
	void refusesToShareAServiceThatChangesTheLog() {
		assertThatIllegalStateException().isThrownBy(() -> this.services.start("CHATKIT_LOG_FORMAT=ecs"))
			.withMessageContaining("shared = false");
	}

	@Test
	void closesWhatATestHasStarted() throws IOException {
		try (RunningServices shared = new RunningServices(1)) {
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
		try (RunningServices shared = new RunningServices(1)) {
			Backend first = shared.get(Settings.of());
			Backend second = shared.get(Settings.of("CHATKIT_BACKEND_TOKEN=token"));
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> first.get("/health"));
			assertThat(second.get("/health").status()).isEqualTo(200);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void servicesGoOnLoggingAfterAnotherHasEnded(CapturedOutput output) {
		try (RunningServices shared = new RunningServices(1)) {
			shared.get(Settings.of());
			shared.start(Settings.of()).close();
			shared.reset();
			Logger.getLogger("org.apache.catalina").info("as the container logs");
			assertThat(output).containsOnlyOnce("as the container logs");
		}
	}

}
