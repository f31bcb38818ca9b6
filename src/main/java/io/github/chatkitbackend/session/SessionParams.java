package io.github.chatkitbackend.session;

import java.util.Objects;

import com.openai.models.beta.chatkit.sessions.SessionCreateParams;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam.AutomaticThreadTitling;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam.FileUpload;
import com.openai.models.beta.chatkit.threads.ChatSessionChatKitConfigurationParam.History;
import com.openai.models.beta.chatkit.threads.ChatSessionExpiresAfterParam;
import com.openai.models.beta.chatkit.threads.ChatSessionRateLimitsParam;
import com.openai.models.beta.chatkit.threads.ChatSessionWorkflowParam;
import org.jspecify.annotations.Nullable;

/**
 * Translates our settings into OpenAI's parameters, leaving out what is not set.
 */
final class SessionParams {

	private final SessionProperties properties;

	SessionParams(SessionProperties properties) {
		this.properties = properties;
	}

	SessionCreateParams forUser(String user) {
		SessionCreateParams.Builder params = SessionCreateParams.builder().user(user).workflow(workflow());
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

	private ChatSessionWorkflowParam workflow() {
		SessionProperties.Workflow workflow = this.properties.workflow();
		ChatSessionWorkflowParam.Builder params = ChatSessionWorkflowParam.builder()
			.id(Objects.requireNonNull(workflow.id()));
		if (workflow.version() != null) {
			params.version(workflow.version());
		}
		Boolean tracing = this.properties.tracing().enabled();
		if (tracing != null) {
			params.tracing(ChatSessionWorkflowParam.Tracing.builder().enabled(tracing).build());
		}
		return params.build();
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
