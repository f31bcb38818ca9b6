package io.github.chatkitbackend.settings;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.StringUtils;

/**
 * One of several comma-separated entries of a variable.
 *
 * @param position its position, from 1
 */
record ListEntry(int position) {

	/**
	 * Find the entry that could not be converted.
	 * @param context the context of the binding, with the variable's value
	 * @param error the failure of the binding
	 * @return the entry, or {@code null} if the variable has only one
	 */
	static @Nullable ListEntry find(BindContext context, Throwable error) {
		ConfigurationProperty property = context.getConfigurationProperty();
		Object failed = failedValue(error);
		if (property == null || failed == null || failed.equals(property.getValue())) {
			return null;
		}
		List<String> entries = Arrays.stream(Variables.literally(property.getValue()).split(",", -1))
			.map(String::trim)
			.toList();
		return (entries.size() > 1 && entries.contains(failed)) ? new ListEntry(entries.indexOf(failed) + 1) : null;
	}

	private static @Nullable Object failedValue(Throwable error) {
		Throwable cause = error;
		while (cause != null && !(cause instanceof ConversionFailedException)) {
			cause = cause.getCause();
		}
		return (cause instanceof ConversionFailedException failure) ? failure.getValue() : null;
	}

	/**
	 * Describe the entry.
	 * @param name its name, or {@code null} if it has none or may be a secret
	 * @return the part of the sentence between the variable and the problem
	 */
	String describe(@Nullable String name) {
		return ", entry " + this.position + (StringUtils.hasText(name) ? " (" + name + ")," : ",");
	}

}
