package io.github.chatkitbackend.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * A token that trusted callers send.
 *
 * @param digest SHA-256 of the token, which is not stored itself
 */
record BackendToken(byte[] digest) {

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the token
	 * @throws InvalidSettingException if it is empty, a placeholder, or contains
	 * characters that RFC 6750 does not allow in a bearer token
	 */
	public static BackendToken of(String text) {
		if (text.equals("REPLACE_ME")) {
			throw new InvalidSettingException(
					"is still the placeholder REPLACE_ME; generate a token with openssl rand -hex 32");
		}
		if (!text.matches("[A-Za-z0-9._~+/-]+=*")) {
			throw new InvalidSettingException("must be a token of letters, digits and ._~+/- (RFC 6750); "
					+ "generate one with openssl rand -hex 32, and separate several with single commas");
		}
		return new BackendToken(sha256(text));
	}

	/**
	 * Compare in constant time, independent of the lengths.
	 */
	boolean matches(String presented) {
		return MessageDigest.isEqual(this.digest, sha256(presented));
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform supports SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "BackendToken[***]";
	}

}
