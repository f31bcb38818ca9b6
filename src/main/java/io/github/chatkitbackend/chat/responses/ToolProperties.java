package io.github.chatkitbackend.chat.responses;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.Range;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the model may use to answer.
 *
 * @param maxToolRounds how often the model may call functions before it has to answer, 1
 * to 100; calls at the same time count once
 */
@ConfigurationProperties("chatkit")
record ToolProperties(@DefaultValue("10") @NotNull @Range(min = 1, max = 100,
		message = "must be between 1 and 100") Integer maxToolRounds) {
}
