package io.github.chatkitbackend.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.chatkitbackend.identity.StateVariable;
import io.github.chatkitbackend.settings.InvalidSettingException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sessions. A setting that is not set is not sent, so that OpenAI's
 * default applies. The limits are those of {@code POST /v1/chatkit/sessions}.
 *
 * @param workflow the default workflow
 * @param workflows workflows that frontends can request by name
 * @param stateVariables state variables of the workflow, at most 64
 * @param session limits of a session
 * @param fileUpload file uploads
 * @param history the list of earlier threads
 * @param threadTitles automatic titles of threads
 * @param tracing traces of the workflow at OpenAI
 */
@ConfigurationProperties("chatkit")
record SessionProperties(@DefaultValue @Valid Workflow workflow, @DefaultValue List<NamedWorkflow> workflows,
		@DefaultValue List<StateVariable> stateVariables, @DefaultValue @Valid Limits session,
		@DefaultValue @Valid FileUpload fileUpload, @DefaultValue @Valid History history,
		@DefaultValue Switch threadTitles, @DefaultValue Switch tracing) {

	private static final int MAX_STATE_VARIABLES = 64;

	SessionProperties {
		refuseDuplicates("workflows", workflows.stream().map(NamedWorkflow::name));
		refuseDuplicates("state-variables", stateVariables.stream().map(StateVariable::name));
		if (stateVariables.size() > MAX_STATE_VARIABLES) {
			throw new InvalidSettingException("state-variables", "must not have more than 64 entries");
		}
	}

	/**
	 * Whether hosted sessions are on.
	 */
	boolean areOn() {
		return this.workflow.id() != null || !this.workflows.isEmpty();
	}

	private static void refuseDuplicates(String component, Stream<String> names) {
		Set<String> unique = new HashSet<>();
		names.filter((name) -> !unique.add(name)).findFirst().ifPresent((name) -> {
			throw new InvalidSettingException(component, "must not use the name %s twice".formatted(name));
		});
	}

	/**
	 * The default workflow.
	 *
	 * @param id the workflow's id, such as {@code wf_123}
	 * @param version a deployed version. Without it, OpenAI uses the latest version
	 */
	record Workflow(
			@Nullable @Pattern(regexp = "wf_(?!REPLACE_ME)[!-~]*[^.]",
					message = "must be a workflow's id, which begins with wf_") String id,
			@Nullable @Pattern(regexp = "(?i)(?!latest$).*",
					message = "must not be the word latest: OpenAI accepts it, but the chat then fails without an error; "
							+ "remove the variable to use the latest version") String version) {

	}

	/**
	 * Limits of one session.
	 *
	 * @param expiresAfterSeconds lifetime of the client secret in seconds, 1 to 600;
	 * OpenAI's default is 600
	 * @param maxRequestsPerMinute messages per minute, at least 1; OpenAI's default is 10
	 */
	record Limits(
			@Nullable @Range(min = 1, max = 600, message = "must be between 1 and 600") Integer expiresAfterSeconds,
			@Nullable @Min(value = 1, message = "must be at least 1") Integer maxRequestsPerMinute) {

	}

	/**
	 * Settings of file uploads.
	 *
	 * @param enabled whether users can attach files; OpenAI's default is no
	 * @param maxFiles files per message, at least 1; OpenAI's default is 10
	 * @param maxSizeMb maximum size of a file in MB, 1 to 512; OpenAI's default is 512
	 */
	record FileUpload(@Nullable Boolean enabled,
			@Nullable @Min(value = 1, message = "must be at least 1") Integer maxFiles,
			@Nullable @Range(min = 1, max = 512, message = "must be between 1 and 512") Integer maxSizeMb) {

	}

	/**
	 * Settings of the list of earlier threads.
	 *
	 * @param enabled whether users see their earlier threads; OpenAI's default is yes
	 * @param recentThreads number of threads in the list, at least 1; OpenAI's default is
	 * all
	 */
	record History(@Nullable Boolean enabled,
			@Nullable @Min(value = 1, message = "must be at least 1") Integer recentThreads) {

	}

	/**
	 * A feature that OpenAI enables by default.
	 *
	 * @param enabled whether the feature is enabled; OpenAI's default is yes
	 */
	record Switch(@Nullable Boolean enabled) {

	}

}
