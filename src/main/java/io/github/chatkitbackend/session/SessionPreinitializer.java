package io.github.chatkitbackend.session;

import com.openai.core.ObjectMappers;
import com.openai.models.beta.chatkit.sessions.SessionCreateParams;
import com.openai.models.beta.chatkit.threads.ChatSessionWorkflowParam;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Serializes a request to JSON in the background during startup. The SDK inspects its
 * Kotlin classes on first use, which would delay the first session.
 */
class SessionPreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() throws Exception {
		SessionCreateParams params = SessionCreateParams.builder()
			.user("user")
			.workflow(ChatSessionWorkflowParam.builder().id("wf_").build())
			.build();
		ObjectMappers.jsonMapper().writeValueAsBytes(params._body());
	}

}
