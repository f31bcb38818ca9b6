package com.example.ownagent;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/**
 * An application that has the service as a library, outside of its package.
 */
@SpringBootApplication
public class OwnApplication {

	/**
	 * Its agent, as a component.
	 */
	@Component
	static class Greeter implements Agent {

		@Override
		public void respond(Turn turn) {
			try (MessageWriter answer = turn.message()) {
				answer.append("Hello, ").append(turn.user().id().value());
			}
		}

	}

}
