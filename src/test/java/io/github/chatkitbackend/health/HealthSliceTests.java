package io.github.chatkitbackend.health;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A controller can be tested as a slice, without any variable of the service.
 */
@WebMvcTest(HealthController.class)
class HealthSliceTests {

	private final MockMvcTester mvc;

	HealthSliceTests(@Autowired MockMvcTester mvc) {
		this.mvc = mvc;
	}

	@Test
	void loadsWithoutConfiguration() {
		assertThat(this.mvc.get().uri("/health")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"ok\":true}");
	}

}
