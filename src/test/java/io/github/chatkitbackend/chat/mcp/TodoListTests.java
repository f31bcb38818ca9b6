package io.github.chatkitbackend.chat.mcp;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The to-do list of {@code mvn spring-boot:test-run}.
 */
class TodoListTests {

	@Test
	void addsAndListsItems() throws Exception {
		try (McpTestServer server = TodoList.start(); ConnectedTools tools = ConnectedTools.to(server.url())) {
			tools.awaitNames("add_item", "list_items", "plan_week");
			assertThat(tools.tool("add_item").description().parameters()).isEqualTo(RpcMessages.JSON.readTree("""
					{"type": "object", "properties": {"text": {"type": "string", "description": "what there is to do"}},
					  "required": ["text"], "additionalProperties": false}"""));
			assertThat(tools.text("add_item", "{\"text\": \"Water plants\"}")).isEqualTo("Added. There are 2 items.");
			assertThat(tools.text("list_items", "{}")).isEqualTo("Buy milk\nWater plants");
		}
	}

}
