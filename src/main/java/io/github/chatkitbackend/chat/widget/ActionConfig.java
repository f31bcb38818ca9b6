package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a component does, such as a button that is clicked.
 *
 * @param type the action's name
 * @param payload what is sent with it
 * @param handler who runs it; the service when absent
 * @param loadingBehavior what the client shows meanwhile; it decides when absent
 * @param streaming {@code false} for an action that is answered at once
 */
public record ActionConfig(String type, @Nullable ObjectNode payload, @Nullable Handler handler,
		@Nullable LoadingBehavior loadingBehavior, @Nullable Boolean streaming) {

	/**
	 * An action that the service runs.
	 * @param type the action's name
	 * @return the action
	 */
	public static ActionConfig of(String type) {
		return new ActionConfig(type, null, null, null, null);
	}

	/**
	 * The same action with one more member of its payload.
	 * @param name the member's name
	 * @param value a string, number, boolean, or JSON tree
	 * @return the action
	 */
	public ActionConfig with(String name, Object value) {
		ObjectNode extended = (this.payload != null) ? this.payload.deepCopy() : JsonNodeFactory.instance.objectNode();
		extended.set(name, Values.json(value));
		return new ActionConfig(this.type, extended, this.handler, this.loadingBehavior, this.streaming);
	}

	/**
	 * The same action, run by the page.
	 * @return the action
	 */
	public ActionConfig onClient() {
		return new ActionConfig(this.type, this.payload, Handler.CLIENT, this.loadingBehavior, this.streaming);
	}

	/**
	 * The same action, answered at once.
	 * @return the action
	 */
	public ActionConfig atOnce() {
		return new ActionConfig(this.type, this.payload, this.handler, this.loadingBehavior, false);
	}

	/**
	 * The same action with something that the client shows meanwhile.
	 * @param behavior what it shows
	 * @return the action
	 */
	public ActionConfig loading(LoadingBehavior behavior) {
		return new ActionConfig(this.type, this.payload, this.handler, behavior, this.streaming);
	}

	/**
	 * The action as JSON.
	 * @return its tree
	 */
	public JsonNode json() {
		ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", this.type);
		if (this.payload != null) {
			json.set("payload", this.payload.deepCopy());
		}
		if (this.handler != null) {
			json.put("handler", this.handler.word());
		}
		if (this.loadingBehavior != null) {
			json.put("loadingBehavior", this.loadingBehavior.word());
		}
		if (this.streaming != null) {
			json.put("streaming", this.streaming);
		}
		return json;
	}

	/**
	 * Who runs an action.
	 */
	public enum Handler implements Word {

		/** The service. */
		SERVER,

		/** The page. */
		CLIENT

	}

	/**
	 * What the client shows while an action runs.
	 */
	public enum LoadingBehavior implements Word {

		/** What fits the component. */
		AUTO,

		/** Nothing. */
		NONE,

		/** The component loads. */
		SELF,

		/** The whole widget loads. */
		CONTAINER

	}

}
