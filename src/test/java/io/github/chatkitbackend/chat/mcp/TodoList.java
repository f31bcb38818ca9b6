package io.github.chatkitbackend.chat.mcp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small to-do list as an MCP server, for trying tools.
 */
public final class TodoList {

	private static final int SECONDS = 25;

	private TodoList() {
	}

	/**
	 * Start a server with a new list.
	 * @return the server
	 */
	public static McpTestServer start() {
		List<String> items = new CopyOnWriteArrayList<>(List.of("Buy milk"));
		return McpTestServer.start(
				TestTool.ofText("add_item", (arguments) -> add(items, arguments))
					.described("Adds an item to the to-do list.", Map.of("text", "what there is to do")),
				TestTool.ofText("list_items", (_) -> String.join("\n", items))
					.described("Lists the items of the to-do list, one on each line.", Map.of()),
				TestTool.ofText("plan_week", (_) -> plan())
					.described("Plans the week. It takes half a minute; use it to try the stop button.", Map.of()));
	}

	private static String add(List<String> items, Map<String, Object> arguments) {
		items.add(String.valueOf(arguments.get("text")));
		return "Added. There are %d items.".formatted(items.size());
	}

	private static String plan() {
		try {
			Thread.sleep(SECONDS * 1000L);
			return "Do one thing each day.";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

}
