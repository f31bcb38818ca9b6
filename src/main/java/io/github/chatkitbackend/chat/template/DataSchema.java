package io.github.chatkitbackend.chat.template;

import java.util.List;
import java.util.Locale;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of a template's data. Nothing is loaded from elsewhere.
 */
class DataSchema {

	private static final int MAX_PROBLEMS = 10;

	private static final Schema META_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
		.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

	private final Schema schema;

	/**
	 * Read a schema.
	 * @throws TemplateException if it cannot be used
	 */
	DataSchema(ObjectNode schema) throws TemplateException {
		List<String> invalid = problems(META_SCHEMA, schema);
		if (!invalid.isEmpty()) {
			throw new TemplateException("jsonSchema is not valid: " + invalid.getFirst());
		}
		try {
			this.schema = SchemaRegistry
				.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
						(builder) -> builder.schemaLoader((loader) -> loader.allow((_) -> false)))
				.getSchema(schema);
			this.schema.initializeValidators();
		}
		catch (SchemaException ex) {
			throw new TemplateException("jsonSchema cannot be used: " + ex.getMessage());
		}
	}

	/**
	 * What is wrong with data.
	 * @return the problems, for the model; empty if the data fit
	 */
	List<String> problems(JsonNode data) {
		return problems(this.schema, data);
	}

	private static List<String> problems(Schema schema, JsonNode data) {
		return schema
			.validate(data,
					(context) -> context
						.executionConfig((config) -> config.locale(Locale.ENGLISH).formatAssertionsEnabled(true)))
			.stream()
			.map(Error::toString)
			.distinct()
			.limit(MAX_PROBLEMS)
			.toList();
	}

}
