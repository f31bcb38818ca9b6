package io.github.chatkitbackend.session;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Named workflows that are set by a variable each.
 */
@ChatKitTest(settings = { "CHATKIT_WORKFLOWS_0=support=wf_support", "CHATKIT_WORKFLOWS_1=sales=wf_sales" })
class NumberedWorkflowsTests {

	@Test
	void areAskedForByName(Backend backend, OpenAIStandIn openai) {
		backend.post("/api/chatkit/session", "{\"workflow\": \"sales\"}");
		assertThat(openai.lastBody().at("/workflow/id").stringValue()).isEqualTo("wf_sales");
	}

}
