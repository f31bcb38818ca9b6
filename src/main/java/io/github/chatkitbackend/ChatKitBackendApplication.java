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
	 * wrong, and with 0, where the JVM would say 143, when it is told to stop.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		Runnable exit = () -> Runtime.getRuntime().halt(0);
		// A service that still starts has no requests to end first
		Thread exitAtOnce = new Thread(exit);
		Runtime.getRuntime().addShutdownHook(exitAtOnce);
		try {
			SpringApplication.run(ChatKitBackendApplication.class, args);
			SpringApplication.getShutdownHandlers().add(exit);
		}
		finally {
			Runtime.getRuntime().removeShutdownHook(exitAtOnce);
		}
	}

}
