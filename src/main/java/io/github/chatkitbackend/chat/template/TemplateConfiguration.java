package io.github.chatkitbackend.chat.template;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.tool.FixedTools;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The tools that show widgets, if chat is on.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnChat
class TemplateConfiguration {

	@Bean
	FixedTools widgetTools(WidgetProperties properties) {
		return new FixedTools(properties.tools());
	}

}
