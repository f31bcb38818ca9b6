package io.github.chatkitbackend;

import java.util.List;

import io.github.chatkitbackend.migration.ImportCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts ChatKit Backend, the backend of OpenAI's chat widget.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChatKitBackendApplication {

	/**
	 * Starts the service. The process exits with code 1 if the configuration is wrong. On
	 * SIGTERM, it exits with code 0 instead of the JVM's 143.
	 * @param args Spring Boot's command line arguments, or {@code import} and its options
	 * to copy conversations from OpenAI
	 */
	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals(ImportCommand.NAME)) {
			System.exit(ImportCommand.run(List.of(args).subList(1, args.length)));
		}
		if (args.length > 0 && !args[0].startsWith("-")) {
			System.err.println("There is no command " + args[0] + ". The only one is import; without a command, "
					+ "the service starts.");
			System.exit(1);
		}
		Runnable exit = () -> Runtime.getRuntime().halt(0);
		// During startup there are no requests to wait for
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
