package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.openai.models.responses.FileSearchTool;
import com.openai.models.responses.Tool;
import com.openai.models.responses.WebSearchTool;

/**
 * The tools that OpenAI runs itself.
 */
final class HostedTools {

	/** The previews of an image that the client gets while OpenAI draws it. */
	static final int IMAGE_PREVIEWS = 2;

	private HostedTools() {
	}

	static List<Tool> of(ToolProperties properties) {
		List<Tool> tools = new ArrayList<>();
		if (properties.webSearch()) {
			tools.add(Tool.ofWebSearch(WebSearchTool.builder().type(WebSearchTool.Type.WEB_SEARCH).build()));
		}
		if (!properties.vectorStores().isEmpty()) {
			tools.add(Tool.ofFileSearch(FileSearchTool.builder()
				.vectorStoreIds(properties.vectorStores().stream().map(VectorStore::id).toList())
				.build()));
		}
		if (properties.codeInterpreter()) {
			tools.add(Tool.ofCodeInterpreter(Tool.CodeInterpreter.builder()
				.container(Tool.CodeInterpreter.Container.CodeInterpreterToolAuto.builder().build())
				.build()));
		}
		if (properties.imageGeneration()) {
			tools.add(Tool
				.ofImageGeneration(Tool.ImageGeneration.builder().partialImages((long) IMAGE_PREVIEWS).build()));
		}
		return tools;
	}

	/**
	 * The name by which a tool can be chosen.
	 */
	static String name(Tool tool) {
		if (tool.isWebSearch()) {
			return "web_search";
		}
		if (tool.isFileSearch()) {
			return "file_search";
		}
		return tool.isCodeInterpreter() ? "code_interpreter" : "image_generation";
	}

	/**
	 * The variable that offers a tool.
	 */
	static String origin(Tool tool) {
		return tool.isFileSearch() ? "CHATKIT_VECTOR_STORES" : "CHATKIT_" + name(tool).toUpperCase(Locale.ROOT);
	}

}
