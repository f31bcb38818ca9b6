package io.github.chatkitbackend.chat.mcp;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolResult;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.settings.HttpUrl;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of servers, without a service around them. Calls run on virtual threads, as
 * in a turn.
 */
final class ConnectedTools implements AutoCloseable {

	static final Duration LONG = Duration.ofSeconds(20);

	private static final EndUser ALICE = new EndUser(new UserId("alice"), EndUser.Source.SERVER, Map.of());

	/** A tool of a server sends nothing through the turn. */
	private static final Turn TURN = (Turn) Proxy.newProxyInstance(Turn.class.getClassLoader(),
			new Class<?>[] { Turn.class }, (_, method, _) -> {
				throw new UnsupportedOperationException(method.getName());
			});

	private final McpTools tools;

	ConnectedTools(Map<String, McpServerProperties> servers) {
		this.tools = new McpTools(servers, new McpCalls(ObservationRegistry.NOOP));
		this.tools.afterSingletonsInstantiated();
	}

	static ConnectedTools to(String url) {
		return new ConnectedTools(Map.of("tasks", server(url)));
	}

	static McpServerProperties server(String url) {
		return new McpServerProperties(HttpUrl.of(url), null, false, List.of(), LONG);
	}

	List<String> names() {
		return this.tools.tools(ALICE).stream().map((tool) -> tool.description().name()).toList();
	}

	/**
	 * The tools of the next turns, until they are as expected.
	 */
	void awaitNames(String... names) {
		Awaitility.await().atMost(LONG).until(() -> List.of(names).equals(names().stream().sorted().toList()));
	}

	ModelTool tool(String name) {
		return this.tools.tools(ALICE)
			.stream()
			.filter((tool) -> tool.description().name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Call a tool and wait for its result, which is one text.
	 */
	String text(String tool, String arguments) throws Exception {
		return text(start(tool(tool), arguments));
	}

	static String text(Call call) throws Exception {
		ToolResult result = call.result();
		if (result.content().size() == 1 && result.content().getFirst() instanceof ToolResult.Text text) {
			return text.text();
		}
		throw new IllegalStateException("The result is not one text: " + result);
	}

	static Call start(ModelTool tool, String arguments) {
		ObjectNode json = (ObjectNode) new JsonMapper().readTree(arguments);
		return Call.start(() -> tool.call(json, TURN));
	}

	@Override
	public void close() {
		this.tools.close();
	}

	/**
	 * A call under way.
	 *
	 * @param thread its thread
	 * @param task its result
	 */
	record Call(Thread thread, FutureTask<ToolResult> task) {

		static Call start(Callable<ToolResult> call) {
			FutureTask<ToolResult> task = new FutureTask<>(call);
			return new Call(Thread.ofVirtual().start(task), task);
		}

		ToolResult result() throws Exception {
			try {
				return this.task.get();
			}
			catch (ExecutionException ex) {
				throw (Exception) ex.getCause();
			}
		}

		/**
		 * Cancel the call as the end of a turn does.
		 */
		void cancel() {
			this.thread.interrupt();
		}

	}

}
