package io.github.chatkitbackend.chat.mcp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names tools for the model. A tool keeps its name if OpenAI allows it and no other
 * server has a tool of this name. Otherwise, the name of its server precedes it.
 */
final class ToolNames {

	private static final int MAX_LENGTH = 64;

	private final Set<String> used = new HashSet<>();

	private final Map<String, Long> counts;

	/**
	 * Prepare to name tools.
	 * @param names all names, once for each server
	 */
	ToolNames(List<String> names) {
		this.counts = names.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	/**
	 * Name the tools of the accesses, in their order.
	 */
	static List<McpTool> name(List<McpAccess> accesses) {
		List<List<OfferedTool>> tools = accesses.stream().map((access) -> access.tools().known()).toList();
		ToolNames names = new ToolNames(tools.stream().flatMap(List::stream).map(OfferedTool::name).toList());
		List<McpTool> named = new ArrayList<>();
		for (int i = 0; i < accesses.size(); i++) {
			McpAccess access = accesses.get(i);
			tools.get(i)
				.forEach((tool) -> named.add(new McpTool(access, tool, names.name(access.server(), tool.name()))));
		}
		return named;
	}

	String name(String server, String tool) {
		boolean kept = this.counts.getOrDefault(tool, 0L) == 1
				&& tool.matches("[a-zA-Z0-9_-]{1,%d}".formatted(MAX_LENGTH));
		String name = kept ? tool : cut(server + "_" + tool.replaceAll("[^a-zA-Z0-9_-]", "_"), MAX_LENGTH);
		for (int i = 2; !this.used.add(name); i++) {
			String number = "_" + i;
			name = cut(name, MAX_LENGTH - number.length()) + number;
		}
		return name;
	}

	private static String cut(String name, int length) {
		return (name.length() > length) ? name.substring(0, length) : name;
	}

}
