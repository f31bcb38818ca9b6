package io.github.chatkitbackend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * Starts ChatKit Backend, the service that hands client secrets to OpenAI's chat widget.
 */
@SpringBootApplication(exclude = { ErrorMvcAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConfigurationPropertiesScan
public class ChatKitBackendApplication {

	/**
	 * Starts the service; ends the process with exit code 1 when its configuration is
	 * wrong.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(ChatKitBackendApplication.class, args);
		// A service that was told to stop, and did, has not failed; the JVM would say 143
		SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
	}

}
