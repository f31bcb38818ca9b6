package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * The variables of this service, as its configuration metadata has them.
 */
final class KnownVariables {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private KnownVariables() {
	}

	static Set<String> names() {
		try (InputStream in = ClassUtils.getDefaultClassLoader().getResourceAsStream(METADATA)) {
			return new JsonMapper().readTree(in)
				.path("properties")
				.valueStream()
				.map((property) -> property.path("name").stringValue())
				.map((name) -> name.equals("server.port") ? "port" : name.replace("management.server", "management"))
				.map((name) -> name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
