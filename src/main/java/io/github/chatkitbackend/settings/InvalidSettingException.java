package io.github.chatkitbackend.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for an invalid setting. Value types throw it from their factory methods. Records
 * throw it from their constructors if their settings conflict with each other.
 */
public class InvalidSettingException extends IllegalArgumentException {

	private final @Nullable String component;

	private final @Nullable String entry;

	private final List<String> others;

	/**
	 * Create a new exception.
	 * @param message what is wrong, as the rest of a sentence that begins with the
	 * variable's name; never the value itself, which may be a secret
	 */
	public InvalidSettingException(String message) {
		this(null, null, message, List.of());
	}

	/**
	 * Create a new exception about one component of a settings record.
	 * @param component the component as a property name, such as {@code issuer-uri}
	 * @param message what is wrong, as above
	 * @param others components that it conflicts with or depends on; the problem is not
	 * reported if one of them is invalid by itself
	 */
	public InvalidSettingException(String component, String message, String... others) {
		this(component, null, message, List.of(others));
	}

	private InvalidSettingException(@Nullable String component, @Nullable String entry, String message,
			List<String> others) {
		super(message);
		this.component = component;
		this.entry = entry;
		this.others = others;
	}

	/**
	 * Create a new exception about a named entry of a setting with several entries.
	 * @param entry the name, which must not be a secret
	 * @param message what is wrong with the entry, as above
	 * @return the exception
	 */
	public static InvalidSettingException ofEntry(String entry, String message) {
		return new InvalidSettingException(null, entry, message, List.of());
	}

	List<String> others() {
		return this.others;
	}

	@Nullable String component() {
		return this.component;
	}

	@Nullable String entry() {
		return this.entry;
	}

}
