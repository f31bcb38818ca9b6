package io.github.chatkitbackend.chat.server;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.attachment.AttachmentLimits;
import io.github.chatkitbackend.ratelimit.RateLimit;
import io.github.chatkitbackend.ratelimit.RateLimitPolicy;
import io.github.chatkitbackend.ratelimit.RateLimits;
import io.github.chatkitbackend.web.BodyLimit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

/**
 * The beans of chat. They exist only if chat is on, because hosted sessions need neither
 * an agent nor a database.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnChat
@Import({ AttachmentController.class, ChatCallers.class, ChatController.class, GivenFeedback.class, Lookups.class,
		RequestReader.class, SimpleChatController.class, SingleOperations.class, TurnMetrics.class, TurnRelay.class,
		TurnRequests.class, Turns.class, TurnsLifecycle.class, WidgetOptionsController.class })
class ChatConfiguration {

	@Bean
	RateLimit messageLimit(RateLimits limits, ChatProperties properties) {
		return limits.create(new RateLimitPolicy("messages", properties.messagesPerMinute(),
				"You have sent too many messages. Please wait a moment and try again."));
	}

	/**
	 * As many files as the messages may have.
	 */
	@Bean
	RateLimit attachmentLimit(RateLimits limits, ChatProperties properties, AttachmentLimits attachments) {
		return limits.create(new RateLimitPolicy("attachments",
				Math.multiplyExact(properties.messagesPerMinute(), attachments.maxFiles()),
				"You have attached too many files. Please wait a moment and try again."));
	}

	@Bean
	BodyLimit chatBodyLimit() {
		return new BodyLimit(ChatController.PATH, RequestReader.MAX_SPEECH);
	}

	@Bean
	BodyLimit chatApiBodyLimit() {
		return new BodyLimit(ChatController.PATH_API, RequestReader.MAX_SPEECH);
	}

	@Bean
	BodyLimit simpleChatBodyLimit(ChatProperties properties) {
		return new BodyLimit(SimpleChatController.PATH, DataSize.ofBytes(properties.maxMessageBytes()));
	}

	@Bean
	BodyLimit simpleUserChatBodyLimit(ChatProperties properties) {
		return new BodyLimit(SimpleChatController.PATH_USER, DataSize.ofBytes(properties.maxMessageBytes()));
	}

}
