package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.tool.StoredCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs the calls of one response at once, each on a virtual thread, and shows them as
 * tasks. Closing it interrupts them.
 */
class ToolRound implements AutoCloseable {

	private final Turn turn;

	private final ToolSet tools;

	private final AnswerWorkflow workflow;

	private final List<Thread> threads = new ArrayList<>();

	private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

	ToolRound(Turn turn, ToolSet tools, AnswerWorkflow workflow) {
		this.turn = turn;
		this.tools = tools;
		this.workflow = workflow;
	}

	/**
	 * Run calls, and keep them with their outputs.
	 * @param calls what the model asks for
	 * @return the outputs, as the model reads them
	 */
	List<JsonNode> run(List<ToolCall> calls) {
		List<Integer> tasks = calls.stream().map((call) -> this.workflow.add(task(call, true))).toList();
		prepare(calls);
		this.turn.onCancel(this);
		this.threads.forEach(Thread::start);
		List<JsonNode> outputs = new ArrayList<>();
		try {
			for (int i = 0; i < calls.size(); i++) {
				Result result = next();
				ToolCall call = calls.get(result.index());
				this.workflow.set(tasks.get(result.index()), task(call, false));
				this.turn.save(StoredCall.of(this.turn, call.callId(), call.name(), call.text(), result.output()));
				outputs.add(StoredCall.output(call.callId(), result.output()));
			}
			return outputs;
		}
		finally {
			close();
		}
	}

	private void prepare(List<ToolCall> calls) {
		for (int i = 0; i < calls.size(); i++) {
			int index = i;
			this.threads.add(TracedThread.of("tool-" + calls.get(i).name(), () -> call(index, calls.get(index))));
		}
	}

	private void call(int index, ToolCall call) {
		try {
			this.results.add(new Result(index, this.tools.call(call, new ToolTurn(this.turn, this.workflow)), null));
		}
		catch (RuntimeException ex) {
			this.results.add(Result.failed(ex));
		}
	}

	private Result next() {
		try {
			Result result = this.results.take();
			if (result.failure() != null) {
				throw result.failure();
			}
			return result;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TurnCancelledException();
		}
	}

	/**
	 * The name of the tool, but not its arguments, which are not meant for the user.
	 */
	private static Task task(ToolCall call, boolean running) {
		return new Task.Custom(running ? Task.StatusIndicator.LOADING : Task.StatusIndicator.COMPLETE, call.name(),
				null, null);
	}

	/**
	 * Interrupt the calls that are under way. They are not waited for.
	 */
	@Override
	public void close() {
		this.results.add(Result.failed(new TurnCancelledException()));
		this.threads.forEach(Thread::interrupt);
	}

	/**
	 * What became of a call.
	 */
	private record Result(int index, JsonNode output, @Nullable RuntimeException failure) {

		static Result failed(RuntimeException failure) {
			return new Result(-1, ToolOutput.text(""), failure);
		}

	}

}
