package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.Feedback;

/**
 * An agent that does what the test says, and remembers the feedback it gets.
 */
class ObedientAgent implements Agent {

	final List<String> feedback = new ArrayList<>();

	private volatile TurnStart.AgentWork work = (_) -> {
	};

	/**
	 * Do this in the turns from now on.
	 */
	void does(TurnStart.AgentWork work) {
		this.work = work;
	}

	@Override
	public void respond(Turn turn) throws Exception {
		this.work.run(turn);
	}

	@Override
	public void feedback(Conversation conversation, List<String> itemIds, Feedback feedback) {
		this.feedback.add("%s %s %s".formatted(conversation.user().id().value(), feedback, itemIds));
	}

}
