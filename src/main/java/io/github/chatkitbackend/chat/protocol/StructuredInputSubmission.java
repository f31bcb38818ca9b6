package io.github.chatkitbackend.chat.protocol;

import java.util.List;
import java.util.Map;

/**
 * A user's answers to questions.
 *
 * @param status whether the user answered or skipped all of them
 * @param answers answers by the ids of the questions
 */
public record StructuredInputSubmission(StructuredInputItem.Status status,
		Map<String, StructuredInput.Answer> answers) {

	/**
	 * Create a submission.
	 */
	public StructuredInputSubmission {
		status = (status != null) ? status : StructuredInputItem.Status.ANSWERED;
		if (status == StructuredInputItem.Status.PENDING) {
			throw new IllegalArgumentException("status must be answered or skipped");
		}
		answers = (answers != null) ? Map.copyOf(answers) : Map.of();
	}

	/**
	 * Answer an item's questions. Unknown ids are ignored, and a question without an
	 * answer counts as skipped.
	 * @param item the item
	 * @return the answered item
	 */
	public StructuredInputItem answer(StructuredInputItem item) {
		List<StructuredInput> answered = item.inputs().stream().map((input) -> input.answered(answer(input))).toList();
		return new StructuredInputItem(item.id(), item.threadId(), item.createdAt(), this.status, answered);
	}

	private StructuredInput.Answer answer(StructuredInput input) {
		StructuredInput.Answer answer = this.answers.get(input.id());
		if (this.status == StructuredInputItem.Status.SKIPPED || answer == null || answer.skipped()
				|| answer.values().isEmpty()) {
			return StructuredInput.Answer.SKIPPED;
		}
		return answer;
	}

}
