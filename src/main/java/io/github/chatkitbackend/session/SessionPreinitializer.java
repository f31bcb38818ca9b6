package io.github.chatkitbackend.session;

import com.openai.core.ObjectMappers;
import com.openai.models.beta.chatkit.sessions.SessionCreateParams;
import com.openai.models.beta.chatkit.threads.ChatSessionWorkflowParam;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Writes a request as JSON on a second processor while the service starts. The SDK looks
 * at its Kotlin classes to learn how, for which the first session would wait.
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
