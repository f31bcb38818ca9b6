package io.github.chatkitbackend.openai;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up on threads of their own. The operating system's resolver can hang for
 * half a minute, ignores OkHttp's timeouts, and would pin the few carriers of all virtual
 * threads meanwhile, {@code /health} included.
 */
class TimeLimitedDns implements Dns {

	private final Duration limit;

	private final Dns resolver;

	private final ExecutorService threads = Executors
		.newCachedThreadPool(Thread.ofPlatform().daemon().name("dns-", 1).factory());

	TimeLimitedDns(Duration limit) {
		this(limit, Dns.SYSTEM);
	}

	TimeLimitedDns(Duration limit, Dns resolver) {
		this.limit = limit;
		this.resolver = resolver;
	}

	@Override
	public List<InetAddress> lookup(String hostname) throws UnknownHostException {
		Future<List<InetAddress>> lookup = this.threads.submit(() -> this.resolver.lookup(hostname));
		try {
			return lookup.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failure(hostname, "cannot be resolved", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw failure(hostname, "was not resolved in time", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(hostname, "was not resolved before an interrupt", ex);
		}
		finally {
			lookup.cancel(true);
		}
	}

	private static UnknownHostException failure(String hostname, String what, @Nullable Throwable cause) {
		UnknownHostException failure = new UnknownHostException(hostname + " " + what);
		failure.initCause(cause);
		return failure;
	}

}
