package io.github.chatkitbackend.chat.responses;

import java.util.List;

import io.github.chatkitbackend.identity.StateVariable;
import io.github.chatkitbackend.settings.InvalidSettingException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model answers, and what it is told.
 *
 * @param model the model's name at OpenAI; chat is off when absent
 * @param models further models that the user may choose
 * @param moderation whether OpenAI checks what users write
 * @param stateVariables what the instructions may say of the user
 * @param instructions what the model is told before every conversation
 * @param instructionsFile file that contains the instructions
 * @param reasoningEffort how much the model thinks; the model's default when absent
 * @param historyItems number of items of a thread that the model reads, 1 to 100
 * @param historyTokens number of tokens of a thread that the model reads, estimated, 1000
 * to 10000000
 */
@ConfigurationProperties("chatkit")
record ResponsesProperties(
		@Nullable @Pattern(regexp = "[!-~]+", message = "must be the name of a model, without spaces") String model,
		@DefaultValue List<ModelName> models, @DefaultValue("false") boolean moderation,
		@DefaultValue List<StateVariable> stateVariables, @Nullable String instructions,
		@Nullable InstructionsFile instructionsFile,
		@Nullable @Pattern(regexp = "none|minimal|low|medium|high|xhigh|max",
				message = "must be none, minimal, low, medium, high, xhigh or max") String reasoningEffort,
		@DefaultValue("40") @NotNull @Range(min = 1, max = 100,
				message = "must be between 1 and 100") Integer historyItems,
		@DefaultValue("100000") @NotNull @Range(min = 1_000, max = 10_000_000,
				message = "must be between 1000 and 10000000") Integer historyTokens) {

	ResponsesProperties {
		if (instructions != null && instructionsFile != null) {
			throw new InvalidSettingException("instructions-file",
					"cannot be set together with CHATKIT_INSTRUCTIONS: use one of them", "instructions");
		}
		Instructions all = instructions(instructions, instructionsFile, stateVariables);
		String unknown = (all != null) ? all.unknown() : null;
		if (unknown != null) {
			throw new InvalidSettingException((instructionsFile != null) ? "instructions-file" : "instructions",
					"must not use {{%s}}, which is neither date nor user nor a name in CHATKIT_STATE_VARIABLES"
						.formatted(unknown),
					"state-variables");
		}
	}

	/**
	 * The instructions, wherever they come from.
	 */
	@Nullable Instructions allInstructions() {
		return instructions(this.instructions, this.instructionsFile, this.stateVariables);
	}

	private static @Nullable Instructions instructions(@Nullable String text, @Nullable InstructionsFile file,
			List<StateVariable> variables) {
		String instructions = (file != null) ? file.text() : text;
		return (instructions != null) ? new Instructions(instructions, variables) : null;
	}

}
