package io.github.chatkitbackend.chat.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An agent that begins its answer and waits, like a model that hangs in the middle of a
 * sentence.
 */
class WaitingAgent implements Agent {

	final AtomicInteger interrupted = new AtomicInteger();

	final AtomicInteger closed = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	void release() {
		this.released.countDown();
	}

	@Override
	public void respond(Turn turn) throws Exception {
		UserMessage message = turn.userMessage();
		switch (message.text()) {
			case "wait" -> {
				turn.onCancel(this.closed::incrementAndGet);
				begin(turn);
			}
			case "silence" -> await();
			case "misuse" -> misuse(turn);
			case "unwritable" -> {
				turn.onCancel(this.closed::incrementAndGet);
				Object[] endless = new Object[1];
				endless[0] = endless;
				turn.effect("broken", JsonNodeFactory.instance.objectNode().putPOJO("endless", endless));
				await();
			}
			default -> {
				try (MessageWriter answer = turn.message()) {
					answer.append("echo: " + message.text());
				}
			}
		}
	}

	private void begin(Turn turn) throws InterruptedException {
		try (MessageWriter answer = turn.message()) {
			answer.append("Half a");
			await();
			answer.append(" sentence");
		}
	}

	private void await() throws InterruptedException {
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.incrementAndGet();
			throw ex;
		}
	}

	private static void misuse(Turn turn) {
		MessageWriter answer = turn.message();
		answer.append("done").close();
		try {
			answer.append("more");
		}
		catch (IllegalStateException ex) {
			turn.notice(ThreadEvent.Notice.Level.INFO, ex.getMessage(), null);
		}
	}

}
