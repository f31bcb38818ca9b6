package com.example.ownagent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * ChatKit Backend with an agent of one's own.
 */
@SpringBootApplication
public class OwnAgentApplication {

	public static void main(String[] args) {
		SpringApplication.run(OwnAgentApplication.class, args);
	}

}
