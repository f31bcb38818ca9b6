package io.github.chatkitbackend.chat.widget;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Node;
import io.github.chatkitbackend.NpmProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenAI's own types accept what the builder makes. They lack three members of actions
 * that OpenAI's server SDK has, which are left out here.
 */
@ExtendWith(Node.class)
class TypeScriptTests {

	private static final List<String> NOT_TYPED = List.of("handler", "loadingBehavior", "streaming");

	@TempDir
	private static Path directory;

	private static NpmProject project;

	@BeforeAll
	static void install() throws Exception {
		project = NpmProject.install(Path.of("../src/test/typescript"), directory);
	}

	@Test
	void acceptWhatTheBuilderMakes() throws Exception {
		assertThat(check(Examples.all())).isEqualTo("exit 0");
	}

	@Test
	void refuseWhatIsNoWidget() throws Exception {
		JsonNode unknownWord = Card.of(Text.of("x").set("size", "huge")).json();
		JsonNode unknownProperty = Card.of(Text.of("x").set("sise", "sm")).json();
		assertThat(check(List.of(unknownWord, unknownProperty))).contains("widgets.ts(2,", "widgets.ts(3,");
	}

	private static String check(List<JsonNode> widgets) throws Exception {
		String source = IntStream.range(0, widgets.size())
			.mapToObj((i) -> "export const w%d: Widgets.WidgetRoot = %s;".formatted(i, typed(widgets.get(i))))
			.collect(Collectors.joining("\n", "import type { Widgets } from '@openai/chatkit';\n", "\n"));
		Files.writeString(directory.resolve("widgets.ts"), source);
		return project.run("node", "node_modules/typescript/bin/tsc", "--project", ".", "--pretty", "false");
	}

	private static JsonNode typed(JsonNode widget) {
		JsonNode copy = widget.deepCopy();
		for (String holder : List.of("onClickAction", "onSubmitAction", "onChangeAction", "action")) {
			copy.findValues(holder).forEach((action) -> ((ObjectNode) action).remove(NOT_TYPED));
		}
		return copy;
	}

}
