package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.StructuredInput;
import io.github.chatkitbackend.chat.protocol.StructuredInputItem;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has the model ask the user questions, which the client shows as a form.
 */
class AskUserTool implements EndingTool {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
		.build();

	private static final ToolDescription DESCRIPTION = new ToolDescription("ask_user",
			"Asks the user for decisions or facts that you need to go on and cannot find out otherwise. "
					+ "The user chooses among the options of each question, or writes another answer.",
			RecordSchema.of(Form.class));

	@Override
	public ToolDescription description() {
		return DESCRIPTION;
	}

	@Override
	public String origin() {
		return "CHATKIT_ASK_USER";
	}

	@Override
	public @Nullable StructuredInputItem item(Conversation conversation, ToolCall call, ObjectNode arguments) {
		try {
			List<Question> questions = JSON.treeToValue(arguments, Form.class).questions();
			return questions.isEmpty() ? null
					: new StructuredInputItem(ChatId.MESSAGE.next(), conversation.thread().id(), Instant.now(),
							StructuredInputItem.Status.PENDING,
							IntStream.range(0, questions.size())
								.mapToObj((i) -> questions.get(i).input("question_" + (i + 1)))
								.toList());
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * What the model asks.
	 */
	record Form(List<Question> questions) {

	}

	/**
	 * A question.
	 */
	record Question(String question,
			@JsonPropertyDescription("Short answers to choose from, or none if the user "
					+ "has to answer in their own words") List<String> options,
			@JsonPropertyDescription("Whether several options can be chosen") boolean multiple) {

		StructuredInput input(String id) {
			return this.options.isEmpty() ? new StructuredInput.Freeform(id, this.question, null, null)
					: new StructuredInput.MultipleChoice(id, this.question,
							this.options.stream().map(StructuredInput.Option::new).toList(), this.multiple, null);
		}

	}

}
