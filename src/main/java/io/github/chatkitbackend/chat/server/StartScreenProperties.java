package io.github.chatkitbackend.chat.server;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the widget shows before the first message.
 *
 * @param greeting the greeting; the widget's own when absent
 * @param starterPromptsFile JSON file with prompts, each with {@code label},
 * {@code prompt} and perhaps {@code icon}
 */
@ConfigurationProperties("chatkit")
record StartScreenProperties(@Nullable String greeting, @Nullable StarterPrompts starterPromptsFile) {
}
