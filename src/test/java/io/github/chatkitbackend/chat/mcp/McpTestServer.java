package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;

/**
 * A real MCP server: the one of the Java SDK in a Tomcat of its own, with whatever tools
 * a test needs.
 */
public final class McpTestServer implements AutoCloseable {

	private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();

	private final Tomcat tomcat = new Tomcat();

	private McpSyncServer server;

	private McpTestServer(int port) {
		// As the service does, which warns if it is too late
		Registry.disableRegistry();
		Connector connector = new Connector();
		connector.setPort(port);
		connector.setProperty("address", "127.0.0.1");
		this.tomcat.setBaseDir(temporaryDirectory());
		this.tomcat.setConnector(connector);
	}

	private static String temporaryDirectory() {
		try {
			return Files.createTempDirectory("mcp").toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Start a server that keeps sessions and answers by streams.
	 * @param tools the tools
	 * @return the server
	 */
	public static McpTestServer start(TestTool... tools) {
		return start(0, tools);
	}

	/**
	 * Start a server on a certain port.
	 * @param port the port
	 * @param tools the tools
	 * @return the server
	 */
	static McpTestServer start(int port, TestTool... tools) {
		McpTestServer started = new McpTestServer(port);
		HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
			.jsonMapper(McpJsonDefaults.getMapper())
			.mcpEndpoint("/mcp")
			.build();
		started.server = McpServer.sync(transport)
			.serverInfo("test", "1")
			.capabilities(ServerCapabilities.builder().tools(true).build())
			.validateToolInputs(false)
			.strictToolNameValidation(false)
			.build();
		for (TestTool tool : tools) {
			started.add(tool);
		}
		started.run(transport);
		return started;
	}

	/**
	 * Start a server that keeps no sessions and answers by JSON.
	 * @param tools the tools
	 * @return the server
	 */
	static McpTestServer startWithoutSessions(TestTool... tools) {
		McpTestServer started = new McpTestServer(0);
		HttpServletStatelessServerTransport transport = HttpServletStatelessServerTransport.builder()
			.jsonMapper(McpJsonDefaults.getMapper())
			.messageEndpoint("/mcp")
			.build();
		McpServer.StatelessSyncSpecification server = McpServer.sync(transport)
			.serverInfo("test", "1")
			.capabilities(ServerCapabilities.builder().tools(false).build())
			.validateToolInputs(false);
		for (TestTool tool : tools) {
			server.toolCall(tool.tool(), (_, request) -> tool.body().apply(request.arguments()));
		}
		server.build();
		started.run(transport);
		return started;
	}

	private void run(HttpServlet servlet) {
		Context context = this.tomcat.addContext("", null);
		Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
		wrapper.setAsyncSupported(true);
		context.addServletMappingDecoded("/*", "mcp");
		FilterDef filter = new FilterDef();
		filter.setFilterName("calls");
		filter.setFilter(new RecordedCall.Recorder(this.calls));
		filter.setAsyncSupported("true");
		context.addFilterDef(filter);
		FilterMap map = new FilterMap();
		map.setFilterName("calls");
		map.addURLPattern("/*");
		context.addFilterMap(map);
		try {
			this.tomcat.start();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Add a tool and tell the clients.
	 * @param tool the tool
	 */
	void add(TestTool tool) {
		this.server.addTool(SyncToolSpecification.builder()
			.tool(tool.tool())
			.callHandler((_, request) -> tool.body().apply(request.arguments()))
			.build());
	}

	/**
	 * Remove a tool and tell the clients.
	 * @param name its name
	 */
	void remove(String name) {
		this.server.removeTool(name);
	}

	/**
	 * Its URL.
	 * @return the URL of its endpoint
	 */
	public String url() {
		return "http://localhost:" + port() + "/mcp";
	}

	int port() {
		return this.tomcat.getConnector().getLocalPort();
	}

	/**
	 * What clients have sent, in order.
	 */
	List<RecordedCall> calls() {
		return this.calls;
	}

	/**
	 * The calls of a method of the protocol.
	 */
	List<RecordedCall> calls(String method) {
		return this.calls.stream().filter((call) -> call.isOf(method)).toList();
	}

	/**
	 * End all sessions, as a server does that restarts.
	 */
	void forgetSessions() throws IOException, InterruptedException {
		Set<String> sessions = this.calls.stream()
			.map((call) -> call.header("Mcp-Session-Id"))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		try (HttpClient client = HttpClient.newHttpClient()) {
			for (String session : sessions) {
				client.send(
						HttpRequest.newBuilder(URI.create(url())).header("Mcp-Session-Id", session).DELETE().build(),
						BodyHandlers.discarding());
			}
		}
	}

	/**
	 * Stop at once, as if it were killed.
	 */
	@Override
	public void close() {
		try {
			this.tomcat.stop();
			this.tomcat.destroy();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
