package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a {@code .env} file, which contains lines of the form
 * {@code NAME=value} in UTF-8. As in shells, values may be quoted, names may follow
 * {@code export}, and comments are allowed. Any other line is reported instead of
 * ignored, because it may be meant to set a token.
 *
 * @param values values by name
 * @param lines line numbers by name
 * @param problems what is wrong with the file, in sentences
 */
record DotEnv(Map<String, String> values, Map<String, Integer> lines, List<String> problems) {

	private static final Pattern LINE = Pattern.compile("(?:export\\s+)?(?<name>\\w+)\\s*=\\s*(?:"
			+ "\"(?<double>[^\"]*)\"\\s*(?:#.*)?|'(?<single>[^']*)'\\s*(?:#.*)?|(?<bare>(?![\"']).*?)(?:(?<=[\\s=])#.*)?)");

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	static DotEnv read(Path file) {
		DotEnv env = new DotEnv(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
		if (Files.isRegularFile(file)) {
			try {
				List<String> lines = Files.readAllLines(file);
				for (int i = 0; i < lines.size(); i++) {
					env.add(lines.get(i).replace(BYTE_ORDER_MARK, "").strip(), i + 1);
				}
			}
			catch (CharacterCodingException ex) {
				env.problems.add(".env must be encoded in UTF-8.");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return env;
	}

	private void add(String line, int number) {
		if (line.isEmpty() || line.startsWith("#")) {
			return;
		}
		Matcher matcher = LINE.matcher(line);
		if (!matcher.matches()) {
			this.problems.add(".env, line %d, is not of the form NAME=value.".formatted(number));
			return;
		}
		String name = matcher.group("name");
		this.values.put(name, value(matcher));
		this.lines.put(name, number);
	}

	private static String value(Matcher matcher) {
		for (String quote : List.of("double", "single")) {
			if (matcher.group(quote) != null) {
				return matcher.group(quote);
			}
		}
		return matcher.group("bare");
	}

	@Override
	public String toString() {
		return "DotEnv" + this.values.keySet();
	}

}
