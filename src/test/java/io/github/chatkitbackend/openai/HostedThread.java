package io.github.chatkitbackend.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation of a hosted workflow in the form of the API reference.
 *
 * @param json the thread
 * @param items its items, oldest first
 */
public record HostedThread(ObjectNode json, List<ObjectNode> items) {

	private static final JsonMapper JSON = new JsonMapper();

	private static final long FIRST_SECOND = 1_760_000_000;

	private static final int USERS = 500;

	/**
	 * A thread without items.
	 * @param id its id
	 * @param user its user
	 * @param createdAt when it was created, in seconds
	 * @return the thread
	 */
	public static HostedThread of(String id, String user, long createdAt) {
		ObjectNode json = JSON.createObjectNode()
			.put("id", id)
			.put("object", "chatkit.thread")
			.put("created_at", createdAt)
			.put("title", "About " + id);
		json.putObject("status").put("type", "active");
		return new HostedThread(json.put("user", user), new ArrayList<>());
	}

	/**
	 * One of many threads. Each has a question and an answer, and some have more.
	 * @param number its number
	 * @return the thread
	 */
	static HostedThread numbered(int number) {
		HostedThread thread = of("cthr_%032x".formatted(number), "user-" + number % USERS, FIRST_SECOND + number * 60L);
		thread.question("Question " + number);
		thread.answer("Answer " + number);
		if (number % 3 == 0) {
			thread.item("chatkit.task",
					(item) -> item.put("heading", "Looked").put("summary", "Found").put("task_type", "custom"));
		}
		return thread;
	}

	/**
	 * Add an item.
	 * @param type its type
	 * @param content adds what only this type has
	 * @return this thread
	 */
	public HostedThread item(String type, Consumer<ObjectNode> content) {
		ObjectNode item = JSON.createObjectNode()
			.put("id", "cthi_%s_%d".formatted(id(), this.items.size()))
			.put("object", "chatkit.thread_item")
			.put("created_at", this.json.path("created_at").longValue() + this.items.size() + 1)
			.put("thread_id", id());
		content.accept(item.put("type", type));
		this.items.add(item);
		return this;
	}

	/**
	 * Add a message of the user.
	 * @param text its text
	 * @return this thread
	 */
	public HostedThread question(String text) {
		return item("chatkit.user_message", (item) -> {
			item.putArray("content").addObject().put("type", "input_text").put("text", text);
			item.putArray("attachments");
			item.putNull("inference_options");
		});
	}

	/**
	 * Add an answer.
	 * @param text its text
	 * @return this thread
	 */
	public HostedThread answer(String text) {
		return item("chatkit.assistant_message",
				(item) -> item.putArray("content")
					.addObject()
					.put("type", "output_text")
					.put("text", text)
					.putArray("annotations"));
	}

	String id() {
		return this.json.path("id").stringValue();
	}

	String user() {
		return this.json.path("user").stringValue();
	}

}
