package io.github.chatkitbackend.observability;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of PromQL as tells which metrics and labels a query asks for.
 *
 * @param text the query
 */
record PromQL(String text) {

	private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*(?=\")");

	private static final Pattern OUTCOMES = Pattern.compile("outcome\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

	private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");

	private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");

	private static final Pattern GROUPING = Pattern
		.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

	/** A name that no bracket follows, which would make it a function. */
	private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

	private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "by", "without", "on",
			"ignoring", "offset");

	Set<String> metrics() {
		String rest = MATCHERS.matcher(STRING.matcher(this.text).replaceAll("\"\"")).replaceAll("");
		rest = GROUPING.matcher(RANGE.matcher(rest).replaceAll("")).replaceAll("");
		return NAME.matcher(rest)
			.results()
			.map(MatchResult::group)
			.filter((name) -> !OPERATORS.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	Set<String> labels() {
		Set<String> labels = new HashSet<>();
		MATCHER.matcher(this.text).results().map((match) -> match.group(1)).forEach(labels::add);
		GROUPING.matcher(this.text)
			.results()
			.flatMap((match) -> Stream.of(match.group(1).split(",")))
			.map(String::strip)
			.forEach(labels::add);
		return labels;
	}

	/**
	 * The alternatives of what the query wants outcomes to be, or not to be.
	 */
	List<Pattern> outcomes() {
		return OUTCOMES.matcher(this.text)
			.results()
			.flatMap((match) -> Stream.of(match.group(1).split("\\|")))
			.map(Pattern::compile)
			.toList();
	}

}
