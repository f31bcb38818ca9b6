package io.github.chatkitbackend.security;

import java.nio.charset.StandardCharsets;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * The shared secret of HS256 tokens.
 *
 * @param value the secret
 */
record JwtSecret(String value) {

	/** RFC 7518, section 3.2: the key must not be shorter than the hash. */
	private static final int MIN_BYTES = 32;

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the secret
	 * @throws InvalidSettingException if it is a placeholder or too short for HS256
	 */
	public static JwtSecret of(String text) {
		if (text.contains("REPLACE_ME")) {
			throw new InvalidSettingException("is still the placeholder REPLACE_ME");
		}
		if (text.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
			throw new InvalidSettingException("must have at least 32 bytes, as HS256 requires (RFC 7518)");
		}
		return new JwtSecret(text);
	}

	SecretKey key() {
		return new SecretKeySpec(this.value.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
	}

	@Override
	public String toString() {
		return "JwtSecret[***]";
	}

}
