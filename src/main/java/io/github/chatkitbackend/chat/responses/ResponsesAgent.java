package io.github.chatkitbackend.chat.responses;

import java.util.List;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Audio;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.Action;
import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import io.github.chatkitbackend.chat.protocol.InvalidRequestException;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a model of OpenAI's Responses API, and streams what it writes.
 */
class ResponsesAgent implements Agent {

	private final ModelStreams model;

	private final ModelRequests requests;

	private final ThreadTitles titles;

	private final Moderation moderation;

	private final Transcriber transcriber;

	private final ToolSets tools;

	private final History history;

	private final WidgetActions actions;

	private final int maxToolRounds;

	ResponsesAgent(ModelStreams model, ModelRequests requests, ThreadTitles titles, Moderation moderation,
			Transcriber transcriber, ToolSets tools, WidgetActions actions, History history, int maxToolRounds) {
		this.model = model;
		this.requests = requests;
		this.titles = titles;
		this.moderation = moderation;
		this.transcriber = transcriber;
		this.tools = tools;
		this.actions = actions;
		this.history = history;
		this.maxToolRounds = maxToolRounds;
	}

	@Override
	public void respond(Turn turn) {
		List<ThreadItem> items = this.history.of(turn);
		try {
			ModelCall call = new ModelCall(model(items), this.tools.of(turn.user()), null);
			new ModelLoop(this.model, this.titles, this.moderation, turn, call, items,
					this.requests.input(Guard.allowed(items)))
				.run(this.maxToolRounds);
		}
		catch (ApiException ex) {
			throw translate(ex);
		}
	}

	@Override
	public void act(Turn turn, Action action, @Nullable WidgetItem sender) throws InterruptedException {
		if (this.actions.act(turn, action, sender)) {
			respond(turn);
		}
	}

	@Override
	public @Nullable ThreadItem actNow(Conversation conversation, Action action, @Nullable WidgetItem sender)
			throws InterruptedException {
		return this.actions.actNow(conversation, action, sender);
	}

	@Override
	public List<String> models() {
		return List.copyOf(this.requests.models());
	}

	@Override
	public boolean canTranscribe() {
		return this.transcriber.isOn();
	}

	@Override
	public String transcribe(EndUser user, Audio audio) {
		return this.transcriber.transcribe(audio);
	}

	/**
	 * The model that the user has chosen for the newest message, if it may still answer.
	 */
	private String model(List<ThreadItem> items) {
		return items.reversed()
			.stream()
			.filter(UserMessage.class::isInstance)
			.findFirst()
			.map((message) -> ((UserMessage) message).inferenceOptions().model())
			.filter(this.requests.models()::contains)
			.orElse(this.requests.model());
	}

	@Override
	public void check(EndUser user, UserMessage message) {
		InferenceOptions options = message.inferenceOptions();
		if (options.model() != null && !this.requests.models().contains(options.model())) {
			throw new InvalidRequestException("The field inference_options.model must be one of these: %s."
				.formatted(String.join(", ", this.requests.models())));
		}
		if (options.toolChoice() != null && !this.tools.of(user).has(options.toolChoice().id())) {
			throw new InvalidRequestException(
					"The field inference_options.tool_choice.id must be the name of a tool of this service.");
		}
	}

	/**
	 * The steps are kept, too, so that a user who comes back still sees what was stopped.
	 */
	@Override
	public List<ThreadItem> keepOnCancel(Conversation conversation, List<ThreadItem> pending) {
		Stream<ThreadItem> steps = pending.stream()
			.filter((item) -> item instanceof WorkflowItem workflow && !workflow.workflow().tasks().isEmpty())
			.map((item) -> StoppedWorkflow.of((WorkflowItem) item));
		return Stream.concat(steps, Agent.super.keepOnCancel(conversation, pending).stream()).toList();
	}

	/**
	 * The log has the reason, and so has the cause, for clients that get a status.
	 * Another attempt cannot help if this service is at fault.
	 */
	private static AgentException translate(ApiException failure) {
		boolean isOurs = failure.code() == ErrorCode.OPENAI_CREDENTIALS_REJECTED
				|| failure.code() == ErrorCode.OPENAI_REJECTED_REQUEST;
		AgentException translated = AgentException.withCode(ThreadEvent.Error.STREAM_ERROR, !isOurs);
		translated.initCause(failure);
		return translated;
	}

}
