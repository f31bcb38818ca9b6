package com.example.langchain4j;

import java.util.List;
import java.util.Map;

import dev.langchain4j.agent.tool.Tool;

/**
 * What the model may know of a user's orders.
 */
class Orders {

	private static final Map<String, List<String>> ORDERS = Map.of("alice", List.of("4711: a kite, delivered"), "bob",
			List.of("4712: a drum, on its way"));

	private final String user;

	Orders(String user) {
		this.user = user;
	}

	@Tool("Lists the orders of the user")
	List<String> orders() {
		return ORDERS.getOrDefault(this.user, List.of());
	}

}
