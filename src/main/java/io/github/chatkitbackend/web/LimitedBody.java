package io.github.chatkitbackend.web;

import java.io.IOException;
import java.io.InputStream;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/**
 * A body that fails with an {@link ApiException} if it is too long or does not arrive in
 * time.
 */
final class LimitedBody extends ServletInputStream {

	private final InputStream body;

	private final BodyLimit limit;

	private final long start = System.nanoTime();

	private long length;

	private boolean finished;

	LimitedBody(InputStream body, BodyLimit limit, long announced) {
		this.body = body;
		this.limit = limit;
		checkLength(announced);
	}

	@Override
	public int read() throws IOException {
		byte[] next = new byte[1];
		return (read(next, 0, 1) != -1) ? next[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] bytes, int offset, int count) throws IOException {
		if (System.nanoTime() - this.start > this.limit.patience(this.length).toNanos()) {
			throw new ApiException(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time.");
		}
		int read = this.body.read(bytes, offset, count);
		this.finished = read == -1;
		this.length += Math.max(read, 0);
		checkLength(this.length);
		return read;
	}

	private void checkLength(long length) {
		if (length > this.limit.size().toBytes()) {
			throw BodyLimit.tooLarge(this.limit.size());
		}
	}

	@Override
	public boolean isFinished() {
		return this.finished;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void setReadListener(ReadListener listener) {
		throw new UnsupportedOperationException("Bodies are read with blocking calls on a virtual thread");
	}

}
