package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.openai.OpenAIGateway;

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
			AttachmentContents attachments, TranscriptionProperties transcription) {
		ModelRequests requests = new ModelRequests(properties, attachments);
		boolean titled = !Boolean.FALSE.equals(titles.enabled());
		return new ResponsesAgent(openai, requests, properties.historyItems(),
				new ThreadTitles(openai, requests, titled), new Transcriber(openai, transcription));
	}

}
