package io.github.chatkitbackend.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The variables from one source, trimmed and without blank ones. The values of this
 * service's variables are taken literally, because Spring would replace
 * <code>${...}</code> in a secret.
 */
final class Variables extends SystemEnvironmentPropertySource implements OriginLookup<String> {

	private static final String ENVIRONMENT = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	/**
	 * Because of the name's suffix, Spring Boot binds the keys like environment
	 * variables.
	 */
	private static final String DOT_ENV = "dotEnv-" + ENVIRONMENT;

	/**
	 * The variables that Kubernetes sets for a Service named {@code chatkit} or
	 * {@code openai}. They do not configure this service.
	 */
	private static final String KUBERNETES = "(CHATKIT|OPENAI)_(.+_)?(SERVICE_(HOST|PORT(_.+)?)=.*"
			+ "|PORT=(tcp|udp|sctp)://.*|PORT_\\d+_(TCP|UDP|SCTP)(_.+)?=.*)";

	private final transient Function<String, String> place;

	private final List<String> problems;

	private Variables(String name, Map<String, Object> values, Function<String, String> place, List<String> problems) {
		super(name, values);
		this.place = place;
		this.problems = problems;
	}

	static Variables ofEnvironment(EnumerablePropertySource<?> original) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (String name : original.getPropertyNames()) {
			String value = String.valueOf(original.getProperty(name));
			if (!(name + "=" + value).matches(KUBERNETES)) {
				put(values, name, value);
			}
		}
		return new Variables(ENVIRONMENT, values, (_) -> "in the environment", List.of());
	}

	static Variables ofDotEnv(DotEnv dotEnv) {
		Map<String, Object> values = new LinkedHashMap<>();
		dotEnv.values().forEach((name, value) -> put(values, name, value));
		return new Variables(DOT_ENV, values, (name) -> "in .env, line " + dotEnv.lines().get(name), dotEnv.problems());
	}

	private static void put(Map<String, Object> values, String name, String value) {
		boolean ours = name.startsWith("CHATKIT_") || name.startsWith("OPENAI_") || name.equals("DATABASE_URL");
		if (!value.isBlank()) {
			values.put(name, ours ? value.strip().replace("${", "\\${") : value.strip());
		}
	}

	/**
	 * The value of one of this service's variables as it was set.
	 */
	static String literally(Object value) {
		return String.valueOf(value).replace("\\${", "${");
	}

	List<String> problems() {
		return this.problems;
	}

	void remove(String name) {
		this.source.remove(name);
	}

	boolean isDotEnv() {
		return getName().equals(DOT_ENV);
	}

	@Override
	public Origin getOrigin(String name) {
		return new Place(this.place.apply(name));
	}

	/**
	 * Describes where a variable was set.
	 */
	private record Place(String words) implements Origin {

		@Override
		public String toString() {
			return this.words;
		}

	}

}
