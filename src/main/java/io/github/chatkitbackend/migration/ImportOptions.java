package io.github.chatkitbackend.migration;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.github.chatkitbackend.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command.
 *
 * @param help whether only the usage is wanted
 * @param dryRun whether threads are only counted
 * @param user the only user whose threads are copied, {@code null} for all
 */
record ImportOptions(boolean help, boolean dryRun, @Nullable UserId user) {

	static final String USAGE = """
			Copies the conversations of hosted ChatKit workflows from OpenAI into the database of this service.

			Usage: java -jar chatkit-backend.jar import [--dry-run] [--user ID]

			  --dry-run   Read and count everything, but open no database and write nothing
			  --user ID   Copy the conversations of this user only
			  --help      Show this text

			The command needs OPENAI_API_KEY, and the database of the service: CHATKIT_DATA_DIR or DATABASE_URL. It reads
			the environment and .env as the service does. It can be repeated: it adds what is new, and leaves alone what
			was used or deleted here since. The exit code is 0 if everything was copied, otherwise 1.
			""";

	/**
	 * Parse arguments.
	 * @param arguments those after the name of the command
	 * @throws IllegalArgumentException with a message for the operator
	 */
	static ImportOptions parse(List<String> arguments) {
		ImportOptions options = new ImportOptions(false, false, null);
		Queue<String> rest = new ArrayDeque<>(arguments);
		while (!rest.isEmpty()) {
			String argument = rest.remove();
			options = switch (argument) {
				case "--help", "-h" -> new ImportOptions(true, options.dryRun, options.user);
				case "--dry-run" -> new ImportOptions(options.help, true, options.user);
				case "--user" -> options.withUser(rest.poll());
				case String given when given.startsWith("--user=") -> options.withUser(given.substring(7));
				default -> throw new IllegalArgumentException("import has no option " + argument + ".");
			};
		}
		return options;
	}

	private ImportOptions withUser(@Nullable String id) {
		if (id == null) {
			throw new IllegalArgumentException("--user needs the id of a user.");
		}
		String problem = UserId.problem(id);
		if (problem != null) {
			throw new IllegalArgumentException("The id of --user " + problem + ".");
		}
		return new ImportOptions(this.help, this.dryRun, new UserId(id));
	}

}
