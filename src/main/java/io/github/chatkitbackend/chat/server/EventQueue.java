package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.chatkitbackend.chat.protocol.ThreadEvent;

/**
 * Hands events from the agent's thread to the thread that writes the response. It is
 * bounded, so that an agent is no faster than its reader.
 */
class EventQueue {

	/** Events that an agent may be ahead of its reader, who has taken as many at most. */
	private static final int CAPACITY = 256;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Queue<ThreadEvent> events = new ArrayDeque<>();

	private boolean closed;

	private boolean detached;

	/** When the reader stops waiting, in the time of {@link System#nanoTime()}. */
	private long readerWakesAt;

	/**
	 * Wait until there is room. It is not an error if there is nobody to read any more.
	 * @throws InterruptedException if the turn is cancelled meanwhile
	 */
	void awaitRoom() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (this.events.size() >= CAPACITY && !this.closed && !this.detached) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void put(ThreadEvent event) {
		this.lock.lock();
		try {
			if (!this.closed && !this.detached) {
				this.events.add(event);
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the stream after the events so far.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop all events from now on: nobody reads them.
	 */
	void detach() {
		this.lock.lock();
		try {
			this.detached = true;
			this.events.clear();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take all events that are there. Pieces of text are merged if many are waiting.
	 * @param patience how long to wait for one. Only {@link #wakeReader()} ends the wait
	 * without an event: a timer for each wait would cost more than writing an event does
	 * @return the events, in order
	 */
	List<ThreadEvent> take(Duration patience) throws InterruptedException {
		List<ThreadEvent> taken;
		this.lock.lockInterruptibly();
		try {
			this.readerWakesAt = System.nanoTime() + patience.toNanos();
			while (this.events.isEmpty() && !this.closed && !isReaderDue()) {
				this.changed.await();
			}
			taken = List.copyOf(this.events);
			this.events.clear();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		return WaitingDeltas.merge(taken);
	}

	/**
	 * Have the reader stop waiting if it has waited long enough.
	 */
	void wakeReader() {
		this.lock.lock();
		try {
			if (isReaderDue()) {
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isReaderDue() {
		return System.nanoTime() - this.readerWakesAt >= 0;
	}

	boolean isAtEnd() {
		this.lock.lock();
		try {
			return this.closed && this.events.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

}
