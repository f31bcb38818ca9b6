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
	 *
	 * @param contentIndex position of the part
	 * @param content the part as it begins
	 */
	@JsonTypeName("assistant_message.content_part.added")
	record PartAdded(int contentIndex, AssistantContent content) implements ItemUpdate {
	}

	/**
	 * The text of a part grows.
	 *
	 * @param contentIndex position of the part
	 * @param delta the text that is appended
	 */
	@JsonTypeName("assistant_message.content_part.text_delta")
	record TextDelta(int contentIndex, String delta) implements ItemUpdate {
	}

	/**
	 * A part has one more annotation.
	 *
	 * @param contentIndex position of the part
	 * @param annotationIndex position among the annotations of the part
	 * @param annotation the annotation
	 */
	@JsonTypeName("assistant_message.content_part.annotation_added")
	record AnnotationAdded(int contentIndex, int annotationIndex, Annotation annotation) implements ItemUpdate {
	}

	/**
	 * A part is complete.
	 *
	 * @param contentIndex position of the part
	 * @param content the complete part
	 */
	@JsonTypeName("assistant_message.content_part.done")
	record PartDone(int contentIndex, AssistantContent content) implements ItemUpdate {
	}

	/**
	 * The text of a widget's component grows.
	 *
	 * @param componentId id of the component
	 * @param delta the text that is appended
	 * @param done whether the text is complete
	 */
	@JsonTypeName("widget.streaming_text.value_delta")
	record WidgetTextDelta(String componentId, String delta, boolean done) implements ItemUpdate {
	}

	/**
	 * A component of a widget is replaced.
	 *
	 * @param componentId id of the component
	 * @param component the component as it is now
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
	 *
	 * @param widget the widget as it is now
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
	 *
	 * @param taskIndex position of the task
	 * @param task the task
	 */
	@JsonTypeName("workflow.task.added")
	record TaskAdded(int taskIndex, Task task) implements ItemUpdate {
	}

	/**
	 * A task of a workflow is replaced.
	 *
	 * @param taskIndex position of the task
	 * @param task the task as it is now
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
