package io.github.chatkitbackend.warmup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How long the service warms up, and which of its halves.
 *
 * @param warmUp time before the service reports ready, 0s to 60s; 0s for no warm-up
 * @param model the model that answers; chat is on if it is set
 * @param workflow the default workflow; hosted sessions are on if it is set
 * @param workflows named workflows, which turn hosted sessions on too
 */
@ConfigurationProperties("chatkit")
record WarmUpProperties(
		@DefaultValue("0s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 0,
				message = "must be between 0s and 60s") @DurationMax(seconds = 60,
						message = "must be between 0s and 60s") Duration warmUp,
		@Nullable String model, @DefaultValue Workflow workflow, @DefaultValue List<String> workflows) {

	boolean chat() {
		return this.model != null;
	}

	boolean sessions() {
		return this.workflow.id() != null || !this.workflows.isEmpty();
	}

	/**
	 * The default workflow.
	 *
	 * @param id the workflow's id
	 */
	record Workflow(@Nullable String id) {
	}

}
