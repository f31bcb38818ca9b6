package io.github.chatkitbackend.chat.mcp;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The tools of MCP servers, if chat is on and there are servers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnChat
class McpConfiguration {

	@Bean
	@Conditional(AnyServer.class)
	McpTools mcpTools(McpProperties properties, ObservationRegistry observations) {
		return new McpTools(properties.mcp(), new McpCalls(observations));
	}

	/**
	 * Whether a server is configured. It is evaluated after the check of the settings.
	 */
	static class AnyServer implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !Binder.get(context.getEnvironment()).bindOrCreate("chatkit", McpProperties.class).mcp().isEmpty();
		}

	}

}
