package io.github.chatkitbackend.chat.responses;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which model turns speech into text.
 *
 * @param transcriptionModel the model's name at OpenAI; dictation is off when absent
 */
@ConfigurationProperties("chatkit")
record TranscriptionProperties(@Nullable @Pattern(regexp = "[!-~]+",
		message = "must be the name of a model, without spaces") String transcriptionModel) {
}
