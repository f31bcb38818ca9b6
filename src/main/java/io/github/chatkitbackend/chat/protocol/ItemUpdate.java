package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How an item that has begun grows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ItemUpdate {

	/**
	 * An answer has one more part.
	 */
	@JsonTypeName("assistant_message.content_part.added")
	record PartAdded(int contentIndex, AssistantContent content) implements ItemUpdate {
	}

	/**
	 * The text of a part grows.
	 */
	@JsonTypeName("assistant_message.content_part.text_delta")
	record TextDelta(int contentIndex, String delta) implements ItemUpdate {
	}

	/**
	 * A part has one more annotation.
	 */
	@JsonTypeName("assistant_message.content_part.annotation_added")
	record AnnotationAdded(int contentIndex, int annotationIndex, Annotation annotation) implements ItemUpdate {
	}

	/**
	 * A part is complete.
	 */
	@JsonTypeName("assistant_message.content_part.done")
	record PartDone(int contentIndex, AssistantContent content) implements ItemUpdate {
	}

	/**
	 * The text of a widget's component grows.
	 */
	@JsonTypeName("widget.streaming_text.value_delta")
	record WidgetTextDelta(String componentId, String delta, boolean done) implements ItemUpdate {
	}

	/**
	 * A component of a widget is replaced.
	 */
	@JsonTypeName("widget.component.updated")
	record WidgetComponentUpdated(String componentId, JsonNode component) implements ItemUpdate {

		/**
		 * Create an update.
		 */
		public WidgetComponentUpdated {
			component = Defaults.withoutNulls(component);
		}

	}

	/**
	 * A whole widget is replaced.
	 */
	@JsonTypeName("widget.root.updated")
	record WidgetRootUpdated(JsonNode widget) implements ItemUpdate {

		/**
		 * Create an update.
		 */
		public WidgetRootUpdated {
			widget = Defaults.withoutNulls(widget);
		}

	}

	/**
	 * A workflow has one more task.
	 */
	@JsonTypeName("workflow.task.added")
	record TaskAdded(int taskIndex, Task task) implements ItemUpdate {
	}

	/**
	 * A task of a workflow is replaced.
	 */
	@JsonTypeName("workflow.task.updated")
	record TaskUpdated(int taskIndex, Task task) implements ItemUpdate {
	}

	/**
	 * A preview of a generated image.
	 *
	 * @param image the preview
	 * @param progress how far the generation is, 0 to 1
	 */
	@JsonTypeName("generated_image.updated")
	record ImageUpdated(GeneratedImage.Image image, @Nullable Double progress) implements ItemUpdate {
	}

}
