package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the model may use to answer.
 *
 * @param maxToolRounds how often the model may call functions before it has to answer, 1
 * to 100; calls at the same time count once
 * @param clientToolsFile file that describes the tools that pages run
 * @param askUser whether the model may ask the user questions in a form
 * @param webSearch whether the model may search the web
 * @param vectorStores vector stores at OpenAI in which the model may search for files
 * @param codeInterpreter whether the model may run programs at OpenAI
 * @param imageGeneration whether the model may generate images
 */
@ConfigurationProperties("chatkit")
record ToolProperties(
		@DefaultValue("10") @NotNull @Range(min = 1, max = 100,
				message = "must be between 1 and 100") Integer maxToolRounds,
		@Nullable ClientToolsFile clientToolsFile, @DefaultValue("false") boolean askUser,
		@DefaultValue("false") boolean webSearch, @DefaultValue List<VectorStore> vectorStores,
		@DefaultValue("false") boolean codeInterpreter, @DefaultValue("false") boolean imageGeneration) {

	/**
	 * The functions that end a turn.
	 */
	List<EndingTool> endingTools() {
		List<EndingTool> tools = new ArrayList<>();
		if (this.clientToolsFile != null) {
			this.clientToolsFile.tools().forEach((tool) -> tools.add(new ClientTool(tool)));
		}
		if (this.askUser) {
			tools.add(new AskUserTool());
		}
		return tools;
	}

}
