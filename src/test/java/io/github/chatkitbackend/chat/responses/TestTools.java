package io.github.chatkitbackend.chat.responses;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.Tool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.chat.tool.ToolResult;
import io.github.chatkitbackend.chat.tool.ToolSource;
import io.github.chatkitbackend.identity.EndUser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source of functions that do what a test needs.
 */
class TestTools implements ToolSource {

	/** Released when the function that hangs was interrupted. */
	volatile CountDownLatch interrupted = new CountDownLatch(1);

	final CountDownLatch hanging = new CountDownLatch(1);

	private final CyclicBarrier pair = new CyclicBarrier(2);

	@Override
	public List<ModelTool> tools(EndUser user) {
		return List.of(function("echo", (arguments, _) -> ToolResult.text(arguments.toString())),
				function("echo", (_, _) -> ToolResult.text("never called")), function("pair", this::meet),
				function("hang", this::hang), function("fail", (_, _) -> {
					throw new IllegalStateException("a secret");
				}), function("give_up", (_, _) -> {
					throw AgentException.withMessage("Closed today.", false);
				}),
				function("draw",
						(_, _) -> new ToolResult(List.of(new ToolResult.Text("A dot"),
								new ToolResult.Image("data:image/png;base64,QUJD")))),
				function("long", (_, _) -> ToolResult.text("x".repeat(1_000_000))));
	}

	private ToolResult meet(ObjectNode arguments, Turn turn) throws Exception {
		this.pair.await(10, TimeUnit.SECONDS);
		return ToolResult.text("met");
	}

	private ToolResult hang(ObjectNode arguments, Turn turn) throws InterruptedException {
		this.hanging.countDown();
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
		return ToolResult.text("never");
	}

	private static ModelTool function(String name, Work work) {
		ObjectNode schema = (ObjectNode) new JsonMapper().readTree("{\"type\": \"object\", \"minProperties\": 0}");
		return new ModelTool() {

			@Override
			public ToolDescription description() {
				return new ToolDescription(name, "Does " + name, schema);
			}

			@Override
			public ToolResult call(ObjectNode arguments, Turn turn) throws Exception {
				return work.run(arguments, turn);
			}

		};
	}

	/**
	 * What a function does.
	 */
	private interface Work {

		ToolResult run(ObjectNode arguments, Turn turn) throws Exception;

	}

	/**
	 * A function of the application that greets.
	 */
	static class Greeter implements Tool<Greeter.Person> {

		@Override
		public String name() {
			return "greet";
		}

		@Override
		public String description() {
			return "Greets somebody";
		}

		@Override
		public Class<Person> parameters() {
			return Person.class;
		}

		@Override
		public Object call(Person person, Turn turn) {
			turn.progress("Greeting");
			return "Hello, " + person.name();
		}

		/**
		 * Whom to greet.
		 */
		record Person(String name, int age) {

		}

	}

}
