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
 * The key of the bucket that a request counts against: the user of a verified JWT, the
 * user that a caller with the backend token names, otherwise the client's address. The
 * user that an unauthenticated caller names is ignored, because callers could evade the
 * limit with different names.
 */
final class LimitKey {

	/** The smallest network that an IPv6 provider assigns to a customer (RFC 6177). */
	private static final int IPV6_NETWORK_BYTES = 8;

	/** An address with an optional port, which some proxies add. */
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
	 * The key of a user. It is a hash, so that keys are short and Redis stores no names
	 * of users.
	 */
	private static String user(UserId user) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(user.value().getBytes(StandardCharsets.UTF_8));
			return "user:" + HexFormat.of().formatHex(hash, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform supports SHA-256", ex);
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
