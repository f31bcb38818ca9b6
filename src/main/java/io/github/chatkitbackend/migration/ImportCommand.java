package io.github.chatkitbackend.migration;

import java.util.List;

import io.github.chatkitbackend.chat.store.ImportStoreConfiguration;
import io.github.chatkitbackend.chat.store.ThreadImport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The command {@code import}. It starts neither a web server nor the parts of the service
 * that answer.
 */
public final class ImportCommand {

	/** The name of the command. */
	public static final String NAME = "import";

	private ImportCommand() {
	}

	/**
	 * Run the command.
	 * @param arguments its options
	 * @return the exit code
	 */
	public static int run(List<String> arguments) {
		ImportOptions options;
		try {
			options = ImportOptions.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n\n" + ImportOptions.USAGE);
			return 1;
		}
		if (options.help()) {
			System.out.print(ImportOptions.USAGE);
			return 0;
		}
		return copy(options) ? 0 : 1;
	}

	private static boolean copy(ImportOptions options) {
		SpringApplication application = application(options.dryRun());
		try (ConfigurableApplicationContext context = application.run();
				StopSignal stop = new StopSignal();
				ConversationReader reader = new ConversationReader(context.getBean(HostedThreads.class),
						options.user())) {
			ThreadImport target = context.getBeanProvider(ThreadImport.class).getIfAvailable();
			return new Import(target, stop::isGiven).run(reader);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static SpringApplication application(boolean dryRun) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(ImportConfiguration.class)
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.registerShutdownHook(false);
		if (!dryRun) {
			application.sources(ImportStoreConfiguration.class);
		}
		return application.build();
	}

}
