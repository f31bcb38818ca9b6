package io.github.chatkitbackend.identity;

import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Something that the workflow or the model is told of the user. Its value is a constant
 * or a claim of the verified JWT, and never comes from the browser.
 *
 * @param name the variable's name in the workflow and in the instructions
 * @param source the constant, or the name of the claim
 * @param isClaim whether the source is a claim
 */
public record StateVariable(String name, String source, boolean isClaim) {

	/** The maximum length of a key at OpenAI. */
	private static final int MAX_NAME_LENGTH = 64;

	private static final String CLAIM = "claim:";

	/**
	 * Parse an entry of a setting.
	 * @param text a name and a value, such as {@code channel=web} or
	 * {@code plan=claim:plan}
	 * @return the variable
	 * @throws InvalidSettingException if the text is not such a pair, or if the name is
	 * too long
	 */
	public static StateVariable of(String text) {
		int equals = text.indexOf('=');
		if (equals < 1) {
			throw new InvalidSettingException("must be a name and a value such as channel=web or plan=claim:plan");
		}
		String name = text.substring(0, equals).strip();
		String value = text.substring(equals + 1).strip();
		if (name.length() > MAX_NAME_LENGTH) {
			throw InvalidSettingException.ofEntry(name, "must not have a name of more than 64 characters");
		}
		boolean isClaim = value.startsWith(CLAIM);
		if (value.equals(CLAIM)) {
			throw InvalidSettingException.ofEntry(name, "must name a claim after claim:");
		}
		return new StateVariable(name, isClaim ? value.substring(CLAIM.length()) : value, isClaim);
	}

	/**
	 * Whether OpenAI does not accept the variable's value: an object, or a list that does
	 * not have exactly one element.
	 * @param claims the claims of the user's token
	 * @return {@code true} if the claim is present but unusable
	 */
	public boolean isUnusable(Map<String, Object> claims) {
		return this.isClaim && find(claims, this.source) != null && value(claims) == null;
	}

	/**
	 * The variable's value for a user.
	 * @param claims the claims of the user's token, empty without one
	 * @return a string, number or boolean, or {@code null} if the claim is absent or
	 * unusable
	 */
	public @Nullable Object value(Map<String, Object> claims) {
		return this.isClaim ? scalar(find(claims, this.source)) : this.source;
	}

	private static @Nullable Object scalar(@Nullable Object claim) {
		return switch (claim) {
			case String _, Number _, Boolean _ -> claim;
			// Spring Security converts some claims: in the token, these are a number and
			// a string
			case Instant time -> time.getEpochSecond();
			case URL url -> url.toString();
			case List<?> list when list.size() == 1 && !(list.getFirst() instanceof List) -> scalar(list.getFirst());
			case null, default -> null;
		};
	}

	/**
	 * Find a claim by its name or path. The name has precedence, because it may contain
	 * dots.
	 */
	private static @Nullable Object find(Map<?, ?> claims, String path) {
		Object claim = claims.get(path);
		int dot = path.indexOf('.');
		if (claim != null || dot == -1) {
			return claim;
		}
		return (claims.get(path.substring(0, dot)) instanceof Map<?, ?> nested) ? find(nested, path.substring(dot + 1))
				: null;
	}

}
