package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.micrometer.observation.Observation;
import tools.jackson.databind.JsonNode;

/**
 * Keeps account of a stream: its place, what the breaker learns from it, and its time,
 * outcome and tokens for metrics and traces. It ends once.
 */
class StreamRecord {

	private final Places places;

	private final OpenAIBreaker.Passage passage;

	private final Observation observation;

	private boolean begun;

	private boolean ended;

	StreamRecord(Places places, OpenAIBreaker.Passage passage, Observation observation) {
		this.places = places;
		this.passage = passage;
		this.observation = observation;
	}

	void event(JsonNode event) {
		if (!this.begun) {
			this.begun = true;
			this.passage.begin();
		}
		JsonNode response = event.path("response");
		if (response.isObject()) {
			GenAi.describeResponse(this.observation, response);
		}
	}

	void succeed() {
		end("success", this.passage::succeed);
	}

	void fail(RuntimeException failure) {
		this.observation.error(failure);
		String outcome = (failure instanceof ApiException ours) ? ours.code().code() : ErrorCode.INTERNAL_ERROR.code();
		end(outcome, () -> this.passage.fail(failure));
	}

	/**
	 * The caller wants no more. If OpenAI had begun to answer, it was well.
	 */
	void cancel() {
		end("cancelled", this.begun ? this.passage::succeed : this.passage::withdraw);
	}

	private void end(String outcome, Runnable lesson) {
		if (!this.ended) {
			this.ended = true;
			lesson.run();
			this.observation.lowCardinalityKeyValue("outcome", outcome).stop();
			this.places.giveBack();
		}
	}

}
