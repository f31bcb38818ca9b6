package io.github.chatkitbackend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the dependencies between packages. A dependency that is not in the table fails
 * the test, so that it is added deliberately.
 */
class PackageTests {

	private static final String ROOT = "io.github.chatkitbackend";

	private static final Map<String, Set<String>> ALLOWED = table(
			"""
					root          -> chat.agent migration
					chat          ->
					chat.agent    -> chat.protocol identity
					chat.attachment -> chat chat.agent chat.protocol chat.store error settings web
					chat.mcp      -> chat chat.agent chat.tool identity settings web
					chat.privacy  -> chat chat.store error identity
					chat.protocol ->
					chat.responses -> chat.agent chat.protocol chat.tool error identity openai settings
					chat.server   -> chat chat.agent chat.attachment chat.protocol chat.store chat.tool error identity ratelimit settings web
					chat.template -> chat chat.agent chat.protocol chat.tool settings
					chat.tool     -> chat.agent chat.protocol identity
					chat.store    -> chat chat.protocol error identity settings
					chat.testing  -> chat.agent chat.protocol identity
					chat.widget   ->
					demo          ->
					docs          ->
					error         ->
					health        ->
					identity      -> error settings
					migration     -> chat.protocol chat.store error identity openai settings
					observability -> error settings
					openai        -> error settings web
					ratelimit     -> error identity settings
					security      -> error identity settings web
					session       -> error identity openai ratelimit settings web
					settings      ->
					warmup        ->
					web           -> error
					""");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void dependOnlyOnWhatTheTableAllows() {
		Set<String> found = new TreeSet<>();
		for (JavaClass type : CLASSES) {
			type.getDirectDependenciesFromSelf()
				.stream()
				.filter((dependency) -> isOurs(dependency.getTargetClass()))
				.filter((dependency) -> !isAllowed(name(type), name(dependency.getTargetClass())))
				.forEach((dependency) -> found.add(dependency.getDescription()));
		}
		assertThat(found).isEmpty();
	}

	@Test
	void areAllInTheTable() {
		Set<String> packages = new TreeSet<>();
		CLASSES.forEach((type) -> packages.add(name(type)));
		assertThat(packages).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
	}

	@Test
	void haveNoCyclesInTheTable() {
		ALLOWED.keySet().forEach((name) -> assertThat(reachable(name)).as(name).doesNotContain(name));
	}

	private static Set<String> reachable(String name) {
		Set<String> reached = new TreeSet<>();
		Deque<String> next = new ArrayDeque<>(ALLOWED.get(name));
		while (!next.isEmpty()) {
			if (reached.add(next.peek())) {
				next.addAll(ALLOWED.get(next.peek()));
			}
			next.remove();
		}
		return reached;
	}

	private static Map<String, Set<String>> table(String text) {
		return text.lines()
			.map((line) -> line.split("->"))
			.collect(Collectors.toMap((row) -> row[0].strip(), (row) -> packages((row.length > 1) ? row[1] : "")));
	}

	private static Set<String> packages(String names) {
		return names.isBlank() ? Set.of() : Set.of(names.strip().split(" "));
	}

	private static boolean isOurs(JavaClass type) {
		return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
	}

	private static boolean isAllowed(String from, String to) {
		return from.equals(to) || ALLOWED.getOrDefault(from, Set.of()).contains(to);
	}

	private static String name(JavaClass type) {
		return type.getPackageName().equals(ROOT) ? "root" : type.getPackageName().substring(ROOT.length() + 1);
	}

}
