package io.github.chatkitbackend.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Resolves host names with a timeout. Each lookup runs on its own platform thread, and
 * all callers that wait for the same name share it. The operating system's resolver can
 * block for half a minute, ignores OkHttp's timeouts, and would pin the few carrier
 * threads of all virtual threads, including those of {@code /health}.
 */
public class TimeLimitedDns implements Dns {

	private final Duration limit;

	private final Dns resolver;

	private final Executor threads = (lookup) -> Thread.ofPlatform().daemon().name("dns").start(lookup);

	private final Map<String, CompletableFuture<List<InetAddress>>> lookups = new ConcurrentHashMap<>();

	/**
	 * Resolve with the operating system's resolver.
	 * @param limit the maximum time of a lookup
	 */
	public TimeLimitedDns(Duration limit) {
		this(limit, Dns.SYSTEM);
	}

	TimeLimitedDns(Duration limit, Dns resolver) {
		this.limit = limit;
		this.resolver = resolver;
	}

	@Override
	public List<InetAddress> lookup(String hostname) throws UnknownHostException {
		try {
			return shared(hostname).get(Deadline.remaining(this.limit).toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failure(hostname, "cannot be resolved", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw failure(hostname, "was not resolved in time", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(hostname, "was not resolved because of an interrupt", ex);
		}
	}

	private Future<List<InetAddress>> shared(String hostname) {
		CompletableFuture<List<InetAddress>> lookup = this.lookups.computeIfAbsent(hostname,
				(name) -> CompletableFuture.supplyAsync(() -> resolve(name), this.threads));
		lookup.whenComplete((_, _) -> this.lookups.remove(hostname, lookup));
		return lookup;
	}

	private List<InetAddress> resolve(String hostname) {
		try {
			return this.resolver.lookup(hostname);
		}
		catch (UnknownHostException ex) {
			throw new CompletionException(ex);
		}
	}

	private static UnknownHostException failure(String hostname, String what, @Nullable Throwable cause) {
		UnknownHostException failure = new UnknownHostException(hostname + " " + what);
		failure.initCause(cause);
		return failure;
	}

}
