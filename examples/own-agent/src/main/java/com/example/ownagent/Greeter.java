package com.example.ownagent;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.identity.UserId;

import org.springframework.stereotype.Component;

/**
 * Greets the user, word by word.
 */
@Component
class Greeter implements Agent {

	@Override
	public void respond(Turn turn) throws InterruptedException {
		UserId user = turn.user().id();
		String name = user.isVisitor() ? "stranger" : user.value();
		try (MessageWriter answer = turn.message()) {
			for (String word : "Hello, %s. You are welcome.".formatted(name).split("(?<= )")) {
				answer.append(word);
				Thread.sleep(100);
			}
		}
	}

}
