package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.tool.FixedTools;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.Tool;
import io.github.chatkitbackend.chat.tool.ToolSource;
import io.github.chatkitbackend.openai.OpenAIGateway;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The built-in agent, unless the application has one of its own. An auto-configuration,
 * because only those see all beans of the application.
 */
@AutoConfiguration
@ConditionalOnProperty("chatkit.model")
@ConditionalOnMissingBean(Agent.class)
class ResponsesAutoConfiguration {

	@Bean
	ResponsesAgent responsesAgent(OpenAIGateway openai, ResponsesProperties properties, TitleProperties titles,
			ToolProperties toolProperties, ToolSets tools, AttachmentContents attachments,
			TranscriptionProperties transcription, ActionProperties actions) {
		ModelRequests requests = new ModelRequests(properties, attachments);
		boolean titled = !Boolean.FALSE.equals(titles.enabled());
		return new ResponsesAgent(new ModelStreams(openai, requests), requests,
				new ThreadTitles(openai, requests, titled),
				new Moderation(openai, attachments, properties.moderation()), new Transcriber(openai, transcription),
				tools, new WidgetActions(actions.widgetActions(), tools),
				new History(properties.historyItems(), properties.historyTokens(), attachments),
				toolProperties.maxToolRounds());
	}

	@Bean
	ToolSets toolSets(ToolProperties properties, ListableBeanFactory beans, ObjectProvider<Tool<?>> tools,
			ObjectProvider<FixedTools> fixed, ObjectProvider<ToolSource> sources) {
		List<ModelTool> own = new ArrayList<>();
		tools.orderedStream().forEach((tool) -> own.add(ApplicationTool.of(name(beans, tool), tool)));
		fixed.orderedStream().forEach((more) -> own.addAll(more.tools()));
		return new ToolSets(own, properties.endingTools(), HostedTools.of(properties),
				sources.orderedStream().toList());
	}

	private static String name(ListableBeanFactory beans, Tool<?> tool) {
		return Arrays.stream(beans.getBeanNamesForType(Tool.class))
			.filter((name) -> beans.getBean(name) == tool)
			.findFirst()
			.orElse("without a name");
	}

}
