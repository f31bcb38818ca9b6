package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.Tool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.chat.tool.ToolResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function of the application.
 *
 * @param tool the application's bean
 * @param origin the bean's name and class
 * @param description how the model knows it
 * @param <P> the record of its parameters
 */
record ApplicationTool<P extends Record>(Tool<P> tool, String origin,
		ToolDescription description) implements ModelTool {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	/**
	 * Describe a bean to the model.
	 * @throws UnusableToolException if a parameter is of a type that has no schema
	 */
	static <P extends Record> ApplicationTool<P> of(String bean, Tool<P> tool) {
		String origin = "the bean %s (%s)".formatted(bean, tool.getClass().getName());
		try {
			return new ApplicationTool<>(tool, origin,
					new ToolDescription(tool.name(), tool.description(), RecordSchema.of(tool.parameters())));
		}
		catch (IllegalArgumentException ex) {
			throw new UnusableToolException("The parameters of %s have no JSON schema.".formatted(origin),
					String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public ToolResult call(ObjectNode arguments, Turn turn) throws Exception {
		P parameters;
		try {
			parameters = JSON.treeToValue(arguments, this.tool.parameters());
		}
		catch (JacksonException ex) {
			return ToolResult.text("The arguments do not fit the parameters: %s".formatted(ex.getOriginalMessage()));
		}
		Object result = this.tool.call(parameters, turn);
		return switch (result) {
			case ToolResult complete -> complete;
			case CharSequence text -> ToolResult.text(text.toString());
			default -> ToolResult.text(JSON.writeValueAsString(result));
		};
	}

}
