package io.github.chatkitbackend.chat.responses;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatObject;

/**
 * The schemas of records, and which schemas OpenAI can enforce.
 */
class RecordSchemaTests {

	@Test
	void describesRecordsSuchThatOpenAICanEnforceThem() {
		JsonNode schema = RecordSchema.of(Order.class);
		assertThatObject(schema).isEqualTo(json("""
				{"type": "object", "properties": {
				  "item_name": {"type": "string", "description": "What to order"},
				  "count": {"type": "integer"},
				  "price": {"anyOf": [{"type": "number"}, {"type": "null"}]},
				  "urgent": {"type": "boolean"},
				  "colour": {"type": "string", "enum": ["RED", "dark-blue"]},
				  "due": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
				  "lines": {"type": "array", "items": {"type": "object", "properties": {"text": {"type": "string"}},
				    "required": ["text"], "additionalProperties": false}}},
				 "required": ["item_name", "count", "price", "urgent", "colour", "due", "lines"],
				 "additionalProperties": false}"""));
		assertThat(StrictSchema.qualifies(schema)).isTrue();
	}

	@Test
	void refusesWhatHasNoSchema() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> RecordSchema.of(Odd.class))
			.withMessageContaining("java.lang.Thread cannot be a parameter of a tool");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> RecordSchema.of(Node.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\": \"object\"}", "{\"type\": \"object\", \"properties\": {}}",
			"{\"type\": \"string\"}", """
					{"type": "object", "additionalProperties": false, "properties": {"a": {"type": "string"}}}""", """
					{"type": "object", "additionalProperties": false, "required": ["a"],
					 "properties": {"a": {"type": "string", "not": {}}}}""", """
					{"type": "object", "additionalProperties": false, "required": ["a"],
					 "properties": {"a": {"type": ["object", "null"], "properties": {}}}}""", """
					{"type": "object", "additionalProperties": false, "required": ["a"],
					 "properties": {"a": {"type": "array", "items": {"type": "object"}}}}""" })
	void otherSchemasAreNotEnforced(String schema) {
		assertThat(StrictSchema.qualifies(json(schema))).isFalse();
	}

	private static JsonNode json(String text) {
		return new JsonMapper().readTree(text);
	}

	/**
	 * Parameters of every kind.
	 */
	record Order(@JsonProperty("item_name") @JsonPropertyDescription("What to order") String item, long count,
			@Nullable BigDecimal price, boolean urgent, Colour colour, Optional<LocalDate> due, List<Line> lines) {

		/**
		 * A nested record.
		 */
		record Line(String text) {

		}

		/**
		 * Values.
		 */
		enum Colour {

			RED, @JsonProperty("dark-blue")
			BLUE

		}

	}

	/**
	 * A parameter that no model can write.
	 */
	record Odd(Thread thread) {

	}

	/**
	 * A record within itself.
	 */
	record Node(@Nullable Node next) {

	}

}
