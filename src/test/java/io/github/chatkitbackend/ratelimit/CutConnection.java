package io.github.chatkitbackend.ratelimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be cut without a word, as firewalls cut what is idle: bytes
 * are swallowed, and neither end is told. New connections work.
 */
class CutConnection implements AutoCloseable {

	private final Set<Socket> alive = ConcurrentHashMap.newKeySet();

	private final Set<Socket> all = ConcurrentHashMap.newKeySet();

	private final ServerSocket entrance;

	private final int target;

	CutConnection(int target) throws IOException {
		this.target = target;
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::accept);
	}

	int port() {
		return this.entrance.getLocalPort();
	}

	int connections() {
		return this.all.size() / 2;
	}

	/**
	 * Cut all connections that there are.
	 */
	void cut() {
		this.alive.clear();
	}

	private void accept() {
		try {
			while (true) {
				Socket near = this.entrance.accept();
				Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
				forward(near, far);
				forward(far, near);
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void forward(Socket from, Socket to) {
		this.all.add(from);
		this.alive.add(from);
		Thread.ofVirtual().start(() -> {
			try (from; to) {
				byte[] bytes = new byte[8192];
				for (int length; (length = from.getInputStream().read(bytes)) != -1;) {
					if (this.alive.contains(from)) {
						to.getOutputStream().write(bytes, 0, length);
					}
				}
			}
			catch (IOException ex) {
				// The other direction has closed both
			}
		});
	}

	@Override
	public void close() {
		try {
			this.entrance.close();
			for (Socket socket : this.all) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
