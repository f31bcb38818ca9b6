package com.example.agentmethod;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.Turn;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose agent comes from a method.
 */
@Configuration
@EnableAutoConfiguration
public class MethodApplication {

	@Bean
	Agent greeter() {
		return (turn) -> greet(turn);
	}

	private static void greet(Turn turn) {
		turn.message().append("Hello, ").append(turn.user().id().value()).close();
	}

}
