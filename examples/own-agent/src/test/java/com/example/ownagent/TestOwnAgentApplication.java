package com.example.ownagent;

import org.springframework.boot.SpringApplication;

/**
 * Starts the application with the console at {@code /demo}:
 * {@code mvn spring-boot:test-run}.
 */
final class TestOwnAgentApplication {

	private TestOwnAgentApplication() {
	}

	public static void main(String[] args) {
		SpringApplication.from(OwnAgentApplication::main).run("--chatkit.demo.enabled=true");
	}

}
