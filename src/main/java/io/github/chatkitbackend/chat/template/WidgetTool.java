package io.github.chatkitbackend.chat.template;

import java.util.List;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.WidgetTree;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.chat.tool.ToolResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows a widget with data that the model writes.
 */
class WidgetTool implements ModelTool {

	private static final JsonMapper JSON = new JsonMapper();

	private final WidgetFile file;

	private final DataSchema schema;

	private final TemplateEngine engine;

	/**
	 * Create a tool, and try its template.
	 * @throws TemplateException if the widget cannot be shown with data of its schema
	 */
	WidgetTool(WidgetFile file, TemplateEngine engine) throws TemplateException {
		this.file = file;
		this.engine = engine;
		this.schema = new DataSchema(file.schema());
		for (JsonNode sample : SampleData.of(file.schema())) {
			if (this.schema.problems(sample).isEmpty() && sample instanceof ObjectNode data) {
				render(data);
			}
		}
	}

	@Override
	public ToolDescription description() {
		ObjectNode parameters = this.file.schema().deepCopy();
		parameters.remove(List.of("$schema", "description"));
		return new ToolDescription(this.file.name(), this.file.description(), parameters);
	}

	@Override
	public String origin() {
		return "CHATKIT_WIDGETS_DIR";
	}

	@Override
	public ToolResult call(ObjectNode arguments, Turn turn) {
		List<String> problems = this.schema.problems(arguments);
		if (!problems.isEmpty()) {
			return ToolResult.text("The widget is not shown, because the data do not fit the parameters. "
					+ "Correct the data and call the function again:\n- " + String.join("\n- ", problems));
		}
		try {
			return new ToolResult(List.of(new ToolResult.Text("The widget is shown to the user."),
					new ToolResult.Widget(render(arguments), null)));
		}
		catch (TemplateException ex) {
			return ToolResult.text("The widget is not shown, because its template failed: " + ex.getMessage());
		}
	}

	private JsonNode render(ObjectNode data) throws TemplateException {
		String output = this.engine.render(this.file.template(), TemplateValues.map(data));
		try {
			return WidgetTree.checked(JSON.readTree(output));
		}
		catch (JacksonException ex) {
			throw new TemplateException("what it renders is not valid JSON: %s"
				.formatted(output.substring(0, Math.min(output.length(), 200))));
		}
		catch (IllegalArgumentException ex) {
			throw new TemplateException("what it renders is not a widget: " + ex.getMessage());
		}
	}

}
