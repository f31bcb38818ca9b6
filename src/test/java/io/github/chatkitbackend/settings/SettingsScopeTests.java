package io.github.chatkitbackend.settings;

import io.github.chatkitbackend.ChatKitBackendApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Which Spring applications the check applies to. The class of an application that uses
 * this one has no {@code @Configuration}, as the application would find it.
 */
class SettingsScopeTests {

	private static final String[] WRONG = { "--PORT=0", "--chatkit.workflow.id=", "--openai.api-key=" };

	@Test
	void checksTheApplication() {
		assertRefused(ChatKitBackendApplication.class);
	}

	@Test
	void checksAnApplicationThatContainsThisOne() {
		assertRefused(ApplicationThatContainsThisOne.class);
	}

	@Test
	void leavesOtherApplicationsAlone() {
		SpringApplication application = new SpringApplication(OtherApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(WRONG)) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	private static void assertRefused(Class<?> application) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(application).run(WRONG).close())
			.havingRootCause()
			.isInstanceOf(WrongConfigurationException.class);
	}

	@Import(ChatKitBackendApplication.class)
	static class ApplicationThatContainsThisOne {

	}

	static class OtherApplication {

	}

}
