package io.github.chatkitbackend.chat.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which files can be used, and how the reasons read.
 */
class WidgetsDirectoryTests {

	static final Path WIDGETS = Path.of("../src/test/resources/widgets");

	@TempDir
	private Path directory;

	@Test
	void makesAToolOfEachFile() {
		List<ToolDescription> tools = WidgetsDirectory.of(WIDGETS.toString())
			.tools()
			.stream()
			.map(ModelTool::description)
			.toList();
		assertThat(tools).extracting(ToolDescription::name)
			.containsExactlyInAnyOrder("show_task", "show_task_list", "show_welcome");
		assertThat(tools).extracting(ToolDescription::description)
			.contains("Shows one task with buttons to complete and to rename it.",
					"Shows the user the widget \"Task list\" with the data in the parameters.");
		assertThat(tools).allSatisfy((tool) -> assertThat(tool.parameters().has("$schema")).isFalse());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', value = {
			"{\"version\": \"2.0\", \"template\": \"x\"}; bad.widget must have the version 1.0",
			"{\"template\": \"x\"}; bad.widget must have the version 1.0",
			"{\"version\": \"1.0\",¶ \"template\" \"x\"}; bad.widget, line 2: it is not valid JSON",
			"{\"version\": \"1.0\"}; bad.widget must have a template",
			"{\"version\": \"1.0\", \"template\": \"x\", \"jsonSchema\": {\"type\": \"array\"}}; bad.widget must have a jsonSchema of the type object",
			"{\"version\": \"1.0\",¶¶\"template\": \"{% if %}\"}; bad.widget, line 3: Syntax error in '{% if %}'",
			"{\"version\": \"1.0\",¶\"template\": \"{{ missing | tojson }}\"}; bad.widget, line 2: a value that does not exist",
			"{\"version\": \"1.0\",¶\"template\": \"{{ 'a\"}; bad.widget, line 2: ",
			"{\"version\": \"1.0\", \"template\": \"{\"}; bad.widget, line 1: what it renders is not valid JSON: {",
			"{\"version\": \"1.0\", \"template\": \"{}\"}; bad.widget, line 1: what it renders is not a widget: The root",
			"{\"version\": \"1.0\", \"template\": \"{}\", \"jsonSchema\": {\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:1/x\"}}}}; bad.widget, line 1: jsonSchema cannot be used",
			"{\"version\": \"1.0\", \"template\": \"{}\", \"jsonSchema\": {\"type\": \"object\", \"properties\": {\"a\": {\"type\": 7}}}}; bad.widget, line 1: jsonSchema is not valid: /properties/a/type" })
	void namesTheFileAndTheReason(String json, String reason) throws IOException {
		Files.copy(WIDGETS.resolve("task.widget"), this.directory.resolve("good.widget"));
		Files.writeString(this.directory.resolve("bad.widget"), json.replace('¶', '\n'));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WidgetsDirectory.of(this.directory.toString()))
			.withMessageStartingWith("contains files that cannot be used: " + reason);
	}

	@Test
	void widgetsOfTheSameNameAreRefused() throws IOException {
		Files.copy(WIDGETS.resolve("task.widget"), this.directory.resolve("one.widget"));
		Files.copy(WIDGETS.resolve("task.widget"), this.directory.resolve("two.widget"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WidgetsDirectory.of(this.directory.toString()))
			.withMessageEndingWith("two.widget has the same name as one.widget: rename one of the widgets");
	}

	@Test
	void aDirectoryWithoutWidgetsIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WidgetsDirectory.of(this.directory.toString()))
			.withMessage("must name a directory that contains .widget files");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WidgetsDirectory.of(this.directory.resolve("none").toString()))
			.withMessage("must name a directory that the service can read");
	}

}
