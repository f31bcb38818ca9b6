package io.github.chatkitbackend.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the service serves: chat, hosted sessions, or both.
 *
 * @param model the model that answers; chat is on if it is set
 * @param workflow the default workflow; hosted sessions are on if it is set
 * @param workflows named workflows, which turn hosted sessions on too
 */
@ConfigurationProperties("chatkit")
record ServedProperties(@Nullable String model, @DefaultValue Workflow workflow, @DefaultValue List<String> workflows) {

	ServedProperties {
		if (model == null && workflow.id() == null && workflows.isEmpty()) {
			throw new InvalidSettingException("model",
					"is not set, and neither is CHATKIT_WORKFLOW_ID. Set CHATKIT_MODEL to the name of a model to serve chat "
							+ "at /chatkit, or CHATKIT_WORKFLOW_ID to the id of a workflow, wf_..., to serve hosted "
							+ "sessions, which OpenAI ends on 2026-11-30. Both may be set",
					"workflow.id", "workflows");
		}
	}

	/**
	 * The default workflow.
	 *
	 * @param id the workflow's id
	 */
	record Workflow(@Nullable String id) {
	}

}
