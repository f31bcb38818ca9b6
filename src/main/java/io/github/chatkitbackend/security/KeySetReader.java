package io.github.chatkitbackend.security;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the keys of a JWK set one by one. A key that cannot be used is ignored (RFC 7517,
 * section 5) and logged once.
 */
class KeySetReader {

	private static final Logger logger = LoggerFactory.getLogger(KeySetReader.class);

	private static final JsonMapper JSON = new JsonMapper();

	private static final int MAX_LOGGED_KEYS = 100;

	private static final int MAX_TEXT_LENGTH = 200;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	/**
	 * Read a JWK set.
	 * @param document its text
	 * @return the keys that can verify a token
	 * @throws ParseException if the text is not a JWK set
	 */
	List<JWK> read(String document) throws ParseException {
		JsonNode entries = parse(document).path("keys");
		if (!entries.isArray()) {
			throw new ParseException("it is not a JWK set with an array named keys", 0);
		}
		List<JWK> keys = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			addKey(entries.get(i), i, keys);
		}
		return keys;
	}

	private static JsonNode parse(String document) throws ParseException {
		try {
			return JSON.readTree(document);
		}
		catch (JacksonException ex) {
			throw new ParseException("it is not JSON", 0);
		}
	}

	/**
	 * Nimbus rejects keys with the declared exception, but also with unchecked ones.
	 */
	private void addKey(JsonNode entry, int index, List<JWK> keys) {
		try {
			if (!entry.isObject()) {
				throw new ParseException("it is not a JSON object", 0);
			}
			JWK jwk = JWK.parse(entry.toString());
			VerificationKeys.of(jwk);
			keys.add(jwk);
		}
		catch (JOSEException | ParseException | RuntimeException ex) {
			logOnce(name(entry, index) + " of the JWT issuer: " + printable(ex.getMessage()));
		}
	}

	private static String name(JsonNode entry, int index) {
		JsonNode keyId = entry.path("kid");
		return keyId.isString() ? "key \"%s\"".formatted(printable(keyId.stringValue()))
				: "key number %d without kid".formatted(index + 1);
	}

	private void logOnce(String key) {
		if (this.logged.size() < MAX_LOGGED_KEYS && this.logged.add(key)) {
			logger.info("Ignoring {}", key);
		}
	}

	/**
	 * Sanitize a text from the issuer for the log.
	 * @param text the text
	 * @return printable ASCII characters, of limited length
	 */
	static String printable(@Nullable String text) {
		String line = String.valueOf(text).replaceAll("[^\\x20-\\x7e]+", "?");
		return (line.length() > MAX_TEXT_LENGTH) ? line.substring(0, MAX_TEXT_LENGTH) + "..." : line;
	}

}
