package io.github.chatkitbackend.chat.mcp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolSource;
import io.github.chatkitbackend.identity.EndUser;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The tools of all MCP servers. A server that is away costs its tools, and a turn at most
 * a moment.
 */
class McpTools implements ToolSource, SmartInitializingSingleton, AutoCloseable {

	/** Longest time that a turn waits for lists of tools. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final McpHttp http = new McpHttp();

	private final List<McpServer> servers;

	McpTools(Map<String, McpServerProperties> servers, McpCalls calls) {
		this.servers = servers.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((server) -> new McpServer(server.getKey(), server.getValue(), calls, this.http))
			.toList();
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.servers.forEach(McpServer::start);
	}

	@Override
	public List<ModelTool> tools(EndUser user) {
		List<McpAccess> accesses = this.servers.stream().map((server) -> server.access(user)).toList();
		await(accesses.stream()
			.map((access) -> access.tools().refreshIfNeeded())
			.filter(Objects::nonNull)
			.toArray(CompletableFuture[]::new));
		return List.copyOf(ToolNames.name(accesses));
	}

	private static void await(CompletableFuture<?>[] lists) {
		try {
			CompletableFuture.allOf(lists).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// The tools that are known have to do
		}
	}

	@Override
	public void close() {
		this.servers.forEach(McpServer::close);
		this.http.close();
	}

}
