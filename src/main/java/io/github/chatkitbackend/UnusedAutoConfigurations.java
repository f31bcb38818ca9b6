package io.github.chatkitbackend;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * Leaves out what the service replaces: it opens its own database, has its own error
 * body, and knows no users with passwords.
 */
class UnusedAutoConfigurations implements AutoConfigurationImportFilter {

	private static final Set<String> UNUSED = Set.of(DataSourceAutoConfiguration.class.getName(),
			ErrorMvcAutoConfiguration.class.getName(), UserDetailsServiceAutoConfiguration.class.getName());

	@Override
	public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[configurations.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = configurations[i] == null || !UNUSED.contains(configurations[i]);
		}
		return matches;
	}

}
