package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Audio;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.WidgetWriter;
import io.github.chatkitbackend.chat.protocol.Action;
import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.GeneratedImage;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.Icon;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.Source;
import io.github.chatkitbackend.chat.protocol.StructuredInput;
import io.github.chatkitbackend.chat.protocol.StructuredInputItem;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.TaskItem;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadStatus;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.Workflow;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The responder with which the reference implementation was recorded (appendix A of the
 * protocol): the user's text selects what it does.
 */
public class ScriptedAgent implements Agent {

	@Override
	public void respond(Turn turn) throws Exception {
		if (turn.userMessage() == null) {
			say(turn, "resumed");
			return;
		}
		String text = text(turn);
		switch (text) {
			case "stream" -> stream(turn);
			case "widget" -> turn.widget(
					json("{\"type\":\"Card\",\"children\":[{\"type\":\"Text\",\"id\":\"t\",\"value\":\"Hi\"}]}"), "Hi");
			case "widgetstream" -> streamWidget(turn);
			case "error" -> {
				say(turn, "partial");
				throw new IllegalStateException("what only the log should say");
			}
			case "errorcustom" -> {
				turn.title("T");
				throw AgentException.withMessage("nope", true);
			}
			case "errorcode" -> throw AgentException.withCode("stream.error", false);
			case "title" -> title(turn);
			case "hidden" -> hidden(turn);
			case "misc" -> misc(turn);
			case "tool" -> turn.add(new ClientToolCall(ChatId.TOOL_CALL.next(), turn.thread().id(), Instant.now(), null,
					"call_x", "foo", json("{\"aB\":1,\"n\":null}"), null));
			case "structured" -> turn.add(questions(turn));
			default -> say(turn, "echo: " + text);
		}
	}

	private static String text(Turn turn) {
		return turn.userMessage()
			.content()
			.stream()
			.filter(UserContent.Text.class::isInstance)
			.map(UserContent::plainText)
			.collect(Collectors.joining());
	}

	private static void stream(Turn turn) {
		try (MessageWriter answer = turn.message()) {
			answer.append("Hel").append("lo").annotate(new Annotation(new Source.Url("https://e.com", "E"), 3));
		}
	}

	private static void streamWidget(Turn turn) {
		try (WidgetWriter widget = turn.widget()) {
			widget.show(json(state("", true)))
				.show(json(state("Hel", true)))
				.show(json(state("Hello", true)))
				.show(json(state("Hello", false)))
				.show(json(state("Bye", false)));
		}
	}

	private static String state(String value, boolean streaming) {
		return "{\"type\":\"Card\",\"children\":[{\"type\":\"Text\",\"id\":\"t\",\"value\":\"%s\",\"streaming\":%s}]}"
			.formatted(value, streaming);
	}

	private static void title(Turn turn) {
		say(turn, "A");
		turn.title("My title");
		turn.metadata(((ObjectNode) json("{}")).put("k", "v"));
		say(turn, "B");
		turn.status(new ThreadStatus.Locked("because"));
		turn.update((thread) -> thread.withAllowedImageDomains(List.of("e.com")));
	}

	private static void hidden(Turn turn) {
		HiddenContext item = new HiddenContext("h0", turn.thread().id(), Instant.now(), json("{\"a\":1}"));
		turn.send(new ThreadEvent.ItemAdded(item));
		turn.add(item);
		turn.replace(new HiddenContext("h0", turn.thread().id(), item.createdAt(), json("\"b\"")));
		say(turn, "ok");
	}

	private static void misc(Turn turn) {
		turn.progress("Searching", new Icon("search"));
		turn.progress("noicon");
		turn.effect("fx", json("{\"aB\":1}"));
		turn.effect("fx2", json("{}"));
		turn.notice(ThreadEvent.Notice.Level.WARNING, "m **b**", "t");
		turn.notice(ThreadEvent.Notice.Level.INFO, "m", null);
		turn.error("custom text", false);
		turn.send(new ThreadEvent.Error(ThreadEvent.Error.STREAM_ERROR, null, true));
		String thread = turn.thread().id();
		turn.add(new EndOfTurn("eot", thread, Instant.now()));
		turn.add(new TaskItem("tsk", thread, Instant.now(), new Task.Custom(null, "T", new Icon("check"), "c")));
		turn.add(new WorkflowItem("wf", thread, Instant.now(), workflow()));
		turn.add(new GeneratedImage("gi", thread, Instant.now(), new GeneratedImage.Image("x", "https://e/x.png")));
		Source entity = new Source.Entity("e1", "Ent", null, null, null, new Icon("suitcase"), "L", "IL", true,
				json("{\"k\":null,\"j\":1}"), null);
		Source file = new Source.File("f", "F", "d", "ts", "g");
		turn.add(message(turn,
				new AssistantContent("ent", List.of(new Annotation(entity, 2), new Annotation(file, null)))));
	}

	private static Workflow workflow() {
		Source url = new Source.Url("u", "t", null, null, null, "a");
		Source file = new Source.File("a", "A", null, null, null);
		return new Workflow(Workflow.Type.CUSTOM,
				List.of(new Task.Custom(Task.StatusIndicator.COMPLETE, "x", null, null),
						new Task.WebSearch(null, "s", "q", List.of("q"), List.of(url)), new Task.Thought("th"),
						new Task.File(null, "f", List.of(file)), new Task.Image(null, "i")),
				new Workflow.Summary("S", new Icon("bolt"), null), true);
	}

	private static StructuredInputItem questions(Turn turn) {
		return new StructuredInputItem("si_1", turn.thread().id(), Instant.now(), null,
				List.of(new StructuredInput.MultipleChoice("q1", "Pick",
						List.of(new StructuredInput.Option("A"), new StructuredInput.Option("B")), false, null),
						new StructuredInput.Freeform("q2", "Notes?", "d", null)));
	}

	@Override
	public void act(Turn turn, Action action, @Nullable WidgetItem sender) {
		if (action.type().equals("fail")) {
			throw new IllegalStateException("what only the log should say");
		}
		if (sender == null) {
			say(turn, "act " + action.payload());
			return;
		}
		turn.replace(with(sender, "clicked " + action.payload()));
	}

	@Override
	public @Nullable ThreadItem actNow(Conversation conversation, Action action, @Nullable WidgetItem sender) {
		return (sender != null) ? with(sender, "sync") : null;
	}

	@Override
	public boolean canTranscribe() {
		return true;
	}

	@Override
	public String transcribe(io.github.chatkitbackend.identity.EndUser user, Audio audio) {
		return audio.bytes().length + " " + audio.mediaType();
	}

	private static WidgetItem with(WidgetItem sender, String value) {
		ObjectNode widget = (ObjectNode) sender.widget().deepCopy();
		((ObjectNode) widget.path("children").get(0)).put("value", value);
		return sender.with(widget);
	}

	private static void say(Turn turn, String text) {
		turn.add(message(turn, new AssistantContent(text)));
	}

	private static AssistantMessage message(Turn turn, AssistantContent content) {
		return new AssistantMessage(ChatId.MESSAGE.next(), turn.thread().id(), Instant.now(), List.of(content));
	}

	private static JsonNode json(String json) {
		return ProtocolJson.mapper().readTree(json);
	}

}
