package io.github.chatkitbackend.ratelimit;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whose limit a request counts against: the user whom a JWT proves, the user whom a
 * holder of the backend token names, else the client's address. A user whom just anybody
 * claims would be a way around the limit.
 */
final class LimitKey {

	/** What one customer of an IPv6 provider gets at least (RFC 6177). */
	private static final int IPV6_NETWORK_BYTES = 8;

	/** Some proxies report the port too. */
	private static final Pattern WITH_PORT = Pattern.compile("\\[?(?<address>[0-9.]+|[0-9a-fA-F:.]+(?=]))]?(:\\d+)?");

	private LimitKey() {
	}

	static @Nullable String of(Caller caller, @Nullable UserId named, HttpServletRequest request) {
		return switch (caller) {
			case Caller.User user -> user(user.id());
			case Caller.Server _ -> (named != null) ? user(named) : null;
			case Caller.Anyone _ -> "address:" + network(request.getRemoteAddr());
		};
	}

	/**
	 * Hashed, so that a key is short and Redis holds no name of anybody.
	 */
	private static String user(UserId user) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(user.value().getBytes(StandardCharsets.UTF_8));
			return "user:" + HexFormat.of().formatHex(hash, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static String network(String address) {
		Matcher literal = WITH_PORT.matcher(address);
		try {
			byte[] bytes = InetAddress.ofLiteral(literal.matches() ? literal.group("address") : address).getAddress();
			return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_NETWORK_BYTES)));
		}
		catch (IllegalArgumentException ex) {
			return "unknown";
		}
	}

}
