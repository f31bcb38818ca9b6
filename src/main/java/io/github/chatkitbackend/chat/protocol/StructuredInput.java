package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A question to the user.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface StructuredInput {

	/**
	 * The question's id.
	 * @return the id
	 */
	String id();

	/**
	 * The question.
	 * @return the text
	 */
	String question();

	/**
	 * The user's answer.
	 * @return the answer, or {@code null} before it was given
	 */
	@Nullable Answer answer();

	/**
	 * The same question with an answer.
	 * @param answer the answer; of a single choice only the first value is kept
	 * @return the answered question
	 */
	StructuredInput answered(Answer answer);

	/**
	 * A question with options. Answers need not be one of them.
	 *
	 * @param id the question's id
	 * @param question the text of the question
	 * @param options what can be chosen
	 * @param multiple whether several options can be chosen
	 * @param answer the user's answer
	 */
	@JsonTypeName("multiple_choice")
	record MultipleChoice(String id, String question, List<Option> options, boolean multiple,
			@Nullable Answer answer) implements StructuredInput {

		/**
		 * Create a question.
		 */
		public MultipleChoice {
			options = Defaults.list(options);
		}

		@Override
		public MultipleChoice answered(Answer answer) {
			Answer kept = (this.multiple || answer.values().size() < 2) ? answer
					: new Answer(answer.values().subList(0, 1), false);
			return new MultipleChoice(this.id, this.question, this.options, this.multiple, kept);
		}

	}

	/**
	 * A question that is answered in the user's own words.
	 *
	 * @param id the question's id
	 * @param question the text of the question
	 * @param description what the question is about
	 * @param answer the user's answer
	 */
	@JsonTypeName("freeform")
	record Freeform(String id, String question, @Nullable String description,
			@Nullable Answer answer) implements StructuredInput {

		@Override
		public Freeform answered(Answer answer) {
			return new Freeform(this.id, this.question, this.description, answer);
		}

	}

	/**
	 * An option of a question.
	 *
	 * @param value its text
	 */
	record Option(String value) {
	}

	/**
	 * An answer.
	 *
	 * @param values the chosen or written values
	 * @param skipped whether the user skipped the question
	 */
	record Answer(List<String> values, boolean skipped) {

		/** The answer of a user who did not answer. */
		public static final Answer SKIPPED = new Answer(List.of(), true);

		/**
		 * Create an answer.
		 */
		public Answer {
			values = Defaults.list(values);
		}

	}

}
