package io.github.chatkitbackend.chat.server;

import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A response that goes on when the thread of its request has ended. Tomcat completes it
 * by itself if a write has failed, and uses the same objects for the next request, which
 * a late completion would cut.
 */
final class OpenResponse implements AsyncListener {

	private final AsyncContext context;

	private final ReentrantLock lock = new ReentrantLock();

	private boolean completed;

	private OpenResponse(AsyncContext context) {
		this.context = context;
	}

	static OpenResponse of(HttpServletRequest request) {
		AsyncContext context = request.startAsync();
		OpenResponse response = new OpenResponse(context);
		context.setTimeout(0);
		context.addListener(response);
		return response;
	}

	/**
	 * End the response, unless Tomcat has.
	 */
	void complete() {
		this.lock.lock();
		try {
			if (!this.completed) {
				this.completed = true;
				this.context.complete();
			}
		}
		catch (IllegalStateException ex) {
			// Tomcat has begun to complete it, because a write has failed
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Called before the objects are used again.
	 */
	@Override
	public void onComplete(AsyncEvent event) {
		this.lock.lock();
		try {
			this.completed = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// There is none
	}

	@Override
	public void onError(AsyncEvent event) {
		// The thread that writes learns of it, too
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// It is not started again
	}

}
