package io.github.chatkitbackend.chat.server;

import java.util.concurrent.atomic.AtomicReference;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.identity.EndUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an agent learns about a request.
 */
@ObedientAgentTest
class AgentInputTests {

	private final AtomicReference<UserMessage> message = new AtomicReference<>();

	private final AtomicReference<EndUser> user = new AtomicReference<>();

	private final AtomicReference<ObjectNode> metadata = new AtomicReference<>();

	private final Backend backend;

	private final ObedientAgent agent;

	AgentInputTests(Backend backend) {
		this.backend = backend;
		this.agent = backend.bean(ObedientAgent.class);
	}

	@BeforeEach
	void remember() {
		this.agent.does((turn) -> {
			this.message.set(turn.userMessage());
			this.user.set(turn.user());
			this.metadata.set(turn.requestMetadata());
		});
	}

	@Test
	void isTheUserOfTheTokenWithTheVerifiedClaims() {
		String token = UserToken.of((claims) -> claims.claim("plan", "gold"));
		String forged = ChatUser.create("hello")
			.replaceFirst("}$", ",\"user\":\"bob\",\"metadata\":{\"user\":\"bob\"}}");
		Answer answer = this.backend.post("/chatkit", forged, "Authorization", token, "ChatKit-User", "bob");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.user.get().id().value()).isEqualTo("alice");
		assertThat(this.user.get().claims()).containsEntry("plan", "gold");
		assertThat(this.metadata.get().toString()).isEqualTo("{\"user\":\"bob\"}");
		String thread = ChatStream.threadId(answer.body());
		assertThat(new ChatUser(this.backend, "alice").threads()).contains(thread);
		assertThat(new ChatUser(this.backend, "bob").threads()).doesNotContain(thread);
	}

	@Test
	void isTheMessageWithItsQuoteItsToolAndItsModel() {
		String input = """
				{"content": [{"type": "input_text", "text": "hello"}], "attachments": [], "quoted_text": "a quote",
				 "inference_options": {"tool_choice": {"id": "search"}, "model": "large"}}""";
		ChatUser alice = new ChatUser(this.backend, "alice");
		String created = alice.post(ChatUser.request("threads.create", "\"input\":" + input)).body();
		assertMessage(created);
		alice.post(ChatUser.request("threads.add_user_message",
				"\"thread_id\":\"%s\",\"input\":%s".formatted(ChatStream.threadId(created), input)));
		assertMessage(created);
	}

	private void assertMessage(String created) {
		UserMessage seen = this.message.getAndSet(null);
		assertThat(seen.text()).isEqualTo("hello");
		assertThat(seen.quotedText()).isEqualTo("a quote");
		assertThat(seen.inferenceOptions().toolChoice().id()).isEqualTo("search");
		assertThat(seen.inferenceOptions().model()).isEqualTo("large");
		assertThat(created).contains("\"quoted_text\":\"a quote\"");
	}

	@Test
	void isTheFeedbackAndWhoseItIs() {
		ChatUser alice = new ChatUser(this.backend, "alice");
		String thread = alice.begin("hello");
		for (String kind : new String[] { "positive", "negative" }) {
			assertThat(alice
				.post(ChatUser.request("items.feedback",
						"\"thread_id\":\"%s\",\"item_ids\":[\"m1\",\"m2\"],\"kind\":\"%s\"".formatted(thread, kind)))
				.body()).isEqualTo("{}");
		}
		assertThat(this.agent.feedback).containsExactly("alice POSITIVE [m1, m2]", "alice NEGATIVE [m1, m2]");
	}

	@Test
	void isNoMessageThatIsTooLarge() {
		ChatUser alice = new ChatUser(this.backend, "alice");
		assertThat(alice.post(ChatUser.create("a".repeat(1_000_000))).status()).isEqualTo(200);
		assertThat(this.message.getAndSet(null).text()).hasSize(1_000_000);
		Answer refused = alice.post(ChatUser.create("a".repeat(1_100_000)));
		assertThat(refused.status()).isEqualTo(413);
		assertThat(refused.code()).isEqualTo("request_too_large");
		assertThat(refused.json().path("message").stringValue()).contains("1024 KiB");
		assertThat(this.message).hasValue(null);
	}

}
