package io.github.chatkitbackend.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.Action;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.StructuredInput;
import io.github.chatkitbackend.chat.protocol.StructuredInputItem;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent that answers with the widget that the message names.
 */
class WidgetAgent implements Agent {

	/** What streams goes on when the test allows it. */
	static final Semaphore STEPS = new Semaphore(0);

	@Override
	public void respond(Turn turn) throws Exception {
		if (turn.userMessage() == null) {
			say(turn, "Thank you.");
			return;
		}
		String message = turn.userMessage().content().getFirst().plainText();
		switch (message) {
			case "questions" -> turn.add(questions(turn));
			case "stream" -> stream(turn);
			default -> turn.add(widget(turn, read(message)));
		}
	}

	private static StructuredInputItem questions(Turn turn) {
		List<StructuredInput.Option> options = List.of(new StructuredInput.Option("Red"),
				new StructuredInput.Option("Blue"));
		return new StructuredInputItem(ChatId.MESSAGE.next(), turn.thread().id(), Instant.now(),
				StructuredInputItem.Status.PENDING,
				List.of(new StructuredInput.MultipleChoice("q1", "Which colour?", options, false, null),
						new StructuredInput.MultipleChoice("q2", "Which sizes?", options, true, null),
						new StructuredInput.Freeform("q3", "Anything else?", "In your own words", null)));
	}

	private static void stream(Turn turn) throws InterruptedException {
		WidgetItem widget = widget(turn, read("stream"));
		turn.send(new ThreadEvent.ItemAdded(widget));
		for (ItemUpdate update : List.of(new ItemUpdate.WidgetTextDelta("text", "Ferns ", false),
				new ItemUpdate.WidgetTextDelta("text", "like **shade**", true),
				new ItemUpdate.WidgetComponentUpdated("badge", json("{'type':'Badge','id':'badge','label':'Done'}")))) {
			STEPS.acquire();
			turn.send(new ThreadEvent.ItemUpdated(widget.id(), update));
		}
		STEPS.acquire();
		ObjectNode whole = text("Ferns like shade");
		turn.send(new ThreadEvent.ItemUpdated(widget.id(), new ItemUpdate.WidgetRootUpdated(whole)));
		turn.add(with(widget, whole));
	}

	@Override
	public void act(Turn turn, Action action, @Nullable WidgetItem sender) {
		if (action.type().equals("fail") || sender == null) {
			throw new IllegalStateException("what only the log should say");
		}
		ObjectNode card = text("%s with %s".formatted(action.type(), action.payload()));
		turn.replace(with(sender, card.put("collapsed", action.type().equals("save"))));
		say(turn, "Done.");
	}

	@Override
	public @Nullable ThreadItem actNow(Conversation conversation, Action action, @Nullable WidgetItem sender) {
		if (sender == null || action.payload() == null) {
			return null;
		}
		ObjectNode widget = (ObjectNode) sender.widget().deepCopy();
		ArrayNode texts = (ArrayNode) widget.path("children")
			.path(action.payload().path("index").intValue())
			.path("children");
		texts.set(2, json("{'type':'Badge','label':'Done','color':'success'}"));
		WidgetItem changed = with(sender, widget);
		conversation.save(changed);
		return changed;
	}

	private static ObjectNode text(String value) {
		ObjectNode card = json("{'type':'Card','children':[{'type':'Text'}]}");
		((ObjectNode) card.path("children").path(0)).put("value", value);
		return card;
	}

	private static WidgetItem widget(Turn turn, JsonNode widget) {
		return new WidgetItem(ChatId.MESSAGE.next(), turn.thread().id(), Instant.now(), widget, "What to copy");
	}

	private static WidgetItem with(WidgetItem old, JsonNode widget) {
		return new WidgetItem(old.id(), old.threadId(), old.createdAt(), widget, old.copyText());
	}

	private static void say(Turn turn, String text) {
		turn.add(new AssistantMessage(ChatId.MESSAGE.next(), turn.thread().id(), Instant.now(),
				List.of(new AssistantContent(text))));
	}

	private static JsonNode read(String name) {
		try (InputStream file = WidgetAgent.class.getResourceAsStream("/widgets/" + name + ".json")) {
			return ProtocolJson.mapper().readTree(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ObjectNode json(String json) {
		return (ObjectNode) ProtocolJson.mapper().readTree(json.replace('\'', '"'));
	}

}
