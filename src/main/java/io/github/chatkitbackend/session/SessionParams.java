package io.github.chatkitbackend.session;

import java.util.Map;
import java.util.stream.Collectors;

import com.openai.core.JsonValue;
import com.openai.models.beta.chatkit.sessions.SessionCreateParams;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam.AutomaticThreadTitling;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam.FileUpload;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam.History;
import com.openai.models.beta.chatkit.threads.ChatSessionExpiresAfterParam;
import com.openai.models.beta.chatkit.threads.ChatSessionRateLimitsParam;
import com.openai.models.beta.chatkit.threads.ChatSessionWorkflowParam;
import com.openai.models.beta.chatkit.threads.ChatSessionWorkflowParam.StateVariables;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * Converts the settings to the parameters of OpenAI's API. Settings that are not set are
 * omitted.
 */
final class SessionParams {

	private final SessionProperties properties;

	private final Map<String, String> workflows;

	private final WorkflowVariables variables;

	SessionParams(SessionProperties properties) {
		this.properties = properties;
		this.variables = new WorkflowVariables(properties.stateVariables());
		this.workflows = properties.workflows()
			.stream()
			.collect(Collectors.toUnmodifiableMap(NamedWorkflow::name, NamedWorkflow::id));
	}

	/**
	 * The name of the requested workflow, or {@code null} for the default workflow. The
	 * name in the request is ignored if no workflow has a name, because some frontends
	 * send a workflow id.
	 */
	@Nullable String workflow(SessionRequest request) {
		return this.workflows.isEmpty() ? null : request.workflow();
	}

	SessionCreateParams create(EndUser user, @Nullable String workflow) {
		SessionCreateParams.Builder params = SessionCreateParams.builder()
			.user(user.id().value())
			.workflow(workflow(workflow, user));
		Integer seconds = this.properties.session().expiresAfterSeconds();
		if (seconds != null) {
			params.expiresAfter(ChatSessionExpiresAfterParam.builder().seconds(seconds).build());
		}
		Integer requests = this.properties.session().maxRequestsPerMinute();
		if (requests != null) {
			params.rateLimits(ChatSessionRateLimitsParam.builder().maxRequestsPer1Minute(requests).build());
		}
		ChatSessionChatKitConfigurationParam configuration = configuration();
		if (!configuration.equals(ChatSessionChatKitConfigurationParam.builder().build())) {
			params.chatkitConfiguration(configuration);
		}
		return params.build();
	}

	private ChatSessionWorkflowParam workflow(@Nullable String name, EndUser user) {
		ChatSessionWorkflowParam.Builder params = ChatSessionWorkflowParam.builder();
		if (name == null) {
			params.id(defaultId());
			String version = this.properties.workflow().version();
			if (version != null) {
				params.version(version);
			}
		}
		else {
			params.id(id(name));
		}
		Map<String, JsonValue> variables = this.variables.values(user);
		if (!variables.isEmpty()) {
			params.stateVariables(StateVariables.builder().additionalProperties(variables).build());
		}
		Boolean tracing = this.properties.tracing().enabled();
		if (tracing != null) {
			params.tracing(ChatSessionWorkflowParam.Tracing.builder().enabled(tracing).build());
		}
		return params.build();
	}

	private String defaultId() {
		String id = this.properties.workflow().id();
		if (id == null) {
			throw new ApiException(ErrorCode.UNKNOWN_WORKFLOW,
					"There is no default workflow. Name one of the configured workflows in workflow.");
		}
		return id;
	}

	private String id(String name) {
		String id = this.workflows.get(name);
		if (id == null) {
			throw new ApiException(ErrorCode.UNKNOWN_WORKFLOW,
					"There is no workflow with this name. Omit workflow to use the default one.");
		}
		return id;
	}

	private ChatSessionChatKitConfigurationParam configuration() {
		ChatSessionChatKitConfigurationParam.Builder params = ChatSessionChatKitConfigurationParam.builder();
		Boolean titles = this.properties.threadTitles().enabled();
		if (titles != null) {
			params.automaticThreadTitling(AutomaticThreadTitling.builder().enabled(titles).build());
		}
		FileUpload fileUpload = fileUpload(this.properties.fileUpload());
		if (fileUpload != null) {
			params.fileUpload(fileUpload);
		}
		History history = history(this.properties.history());
		if (history != null) {
			params.history(history);
		}
		return params.build();
	}

	private static @Nullable FileUpload fileUpload(SessionProperties.FileUpload settings) {
		FileUpload.Builder params = FileUpload.builder();
		if (settings.enabled() != null) {
			params.enabled(settings.enabled());
		}
		if (settings.maxFiles() != null) {
			params.maxFiles(settings.maxFiles());
		}
		if (settings.maxSizeMb() != null) {
			params.maxFileSize(settings.maxSizeMb());
		}
		FileUpload fileUpload = params.build();
		return fileUpload.equals(FileUpload.builder().build()) ? null : fileUpload;
	}

	private static @Nullable History history(SessionProperties.History settings) {
		History.Builder params = History.builder();
		if (settings.enabled() != null) {
			params.enabled(settings.enabled());
		}
		if (settings.recentThreads() != null) {
			params.recentThreads(settings.recentThreads());
		}
		History history = params.build();
		return history.equals(History.builder().build()) ? null : history;
	}

}
