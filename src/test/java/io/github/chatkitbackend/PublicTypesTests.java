package io.github.chatkitbackend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications with an agent of their own may use. A change of this list is a change
 * for them. Public types of other packages are for the service itself.
 */
class PublicTypesTests {

	private static final String ROOT = "io.github.chatkitbackend.";

	private static final Map<String, String> API = Map.of("chat.agent", """
			Agent AgentException AttachmentContent AttachmentContents Audio Conversation MessageWriter ModelUsage Turn
			TurnCancelledException WidgetWriter""", "chat.protocol", """
			Action Annotation AssistantContent AssistantMessage Attachment ChatId ChatRequest ChatThread ClientToolCall
			EndOfTurn Feedback GeneratedImage HiddenContext Icon InferenceOptions InvalidRequestException ItemUpdate
			Order Page PageRequest ParsedRequest ProtocolJson RequestParser SdkHiddenContext Source StreamOptions
			StructuredInput StructuredInputItem StructuredInputSubmission Task TaskItem ThreadEvent ThreadItem
			ThreadMetadata ThreadStatus UnknownItem UserContent UserMessage UserMessageInput WidgetItem WidgetTree
			Workflow WorkflowItem""", "chat.testing", "TestTurn", "chat.tool", """
			FixedTools ModelTool StoredCall Tool ToolDescription ToolResult ToolSource""", "chat.widget",
			"ActionConfig Align Badge BadgeColor BadgeSize Button ButtonColor ButtonStyle Card CardSize Checkbox Col Component Container DatePicker Field Fit Form Image Input InputType Justify ListView ListViewItem Markdown RadioGroup Row Select Spacer Text TextSize Textarea Theme Variant Weight",
			"identity", "Caller EndUser NamedUser StateVariable UserId UserToken Users");

	@Test
	void areThese() {
		Map<String, TreeSet<String>> found = new TreeMap<>();
		new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages(API.keySet().stream().map((name) -> ROOT + name).toList())
			.stream()
			.filter(JavaClass::isTopLevelClass)
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.forEach((type) -> found
				.computeIfAbsent(type.getPackageName().substring(ROOT.length()), (_) -> new TreeSet<>())
				.add(type.getSimpleName()));
		Map<String, TreeSet<String>> expected = new TreeMap<>();
		API.forEach((name, types) -> expected.put(name, new TreeSet<>(Arrays.asList(types.split("\\s+")))));
		assertThat(found).isEqualTo(expected);
	}

	@Test
	void haveCompleteJavadoc(@TempDir Path output) throws IOException {
		String packages = String.join(",", API.keySet().stream().map((name) -> ROOT + name).toList());
		List<String> options = List.of("-Xdoclint:all/public", "-Xdoclint/package:" + packages, "-Xmaxwarns", "1000");
		assertThat(JavaCompilation.compileFiles(output, options, JavaCompilation.files(Path.of("../src/main/java"))))
			.isEmpty();
	}

}
