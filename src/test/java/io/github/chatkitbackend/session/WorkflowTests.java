package io.github.chatkitbackend.session;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workflows by name, and what they are told about the user.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(settings = { "CHATKIT_WORKFLOWS=sales = wf_sales, support=wf_stand_in", "CHATKIT_WORKFLOW_VERSION=7",
		"CHATKIT_JWT_SECRET=" + UserToken.SECRET, "CHATKIT_BACKEND_TOKEN=token",
		"CHATKIT_STATE_VARIABLES=channel=web,plan=claim:plan,seats=claim:seats,ratio=claim:ratio,admin=claim:admin,tenant=claim:org.id,dotted=claim:https://example.com/role,expires=claim:exp,audience=claim:aud,role=claim:role" })
class WorkflowTests {

	private final Backend backend;

	private final OpenAIStandIn openai;

	WorkflowTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"workflow\": \"sales\"}", "{\"workflow\": {\"id\": \"sales\"}}" })
	void areAskedForByName(String body) {
		assertThat(post(body).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().at("/workflow/id").stringValue()).isEqualTo("wf_sales");
		assertThat(this.openai.lastBody().at("/workflow/version").isMissingNode()).as("the default one's version")
			.isTrue();
	}

	@Test
	void areTheDefaultOneUnlessAskedFor() {
		assertThat(post("{\"workflow\": null}").status()).isEqualTo(200);
		assertThat(this.openai.lastBody().at("/workflow/id").stringValue()).isEqualTo(OpenAIStandIn.WORKFLOW_ID);
		assertThat(this.openai.lastBody().at("/workflow/version").stringValue()).isEqualTo("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "marketing", "wf_sales", "wf_stand_in", "SALES", "" })
	void areNeverTakenFromTheBrowser(String workflow) {
		Answer answer = post("{\"workflow\": \"" + workflow + "\"}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("unknown_workflow");
		assertThat(answer.body()).doesNotContain("sales", "support");
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void areNamedInTheErrorAndTheLogIfOpenAIDoesNotKnowThem(CapturedOutput output) {
		this.openai.answerNext(OpenAIStandIn.error(404, null, "no such workflow").build());
		Answer answer = post("{\"workflow\": \"support\"}");
		assertThat(answer.code()).isEqualTo("workflow_not_found");
		assertThat(answer.json().path("detail").stringValue()).contains("the workflow named support");
		assertThat(output).contains("Check that the workflow named support in CHATKIT_WORKFLOWS belongs to")
			.doesNotContain("CHATKIT_WORKFLOW_ID belongs to");
	}

	@Test
	void mustBeNamedByAString() {
		assertThat(post("{\"workflow\": 5}").code()).isEqualTo("invalid_request");
	}

	@Test
	@ChatKitTest
	void areNotLookedAtWhenNoneHasAName() {
		assertThat(this.backend.post("/api/create-session", "{\"workflow\": {\"id\": \"wf_of_the_starter\"}}").status())
			.isEqualTo(200);
		assertThat(this.openai.lastBody().at("/workflow/id").stringValue()).isEqualTo(OpenAIStandIn.WORKFLOW_ID);
	}

	@Test
	void learnConstantsAndClaimsWithTheirTypes() {
		assertThat(session((claims) -> claims.claim("plan", "pro")
			.claim("seats", 5)
			.claim("ratio", 0.5)
			.claim("admin", true)
			.claim("org", Map.of("id", "acme"))
			.claim("https://example.com/role", "editor")
			.expirationTime(new Date(4102444800000L))).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().at("/workflow/state_variables")).hasToString(
				"""
						{"channel":"web","plan":"pro","seats":5,"ratio":0.5,"admin":true,"tenant":"acme","dotted":"editor","expires":4102444800}""");
	}

	@Test
	void learnNothingFromClaimsThatAreAbsent() {
		assertThat(session((claims) -> claims.claim("plan", null)).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().at("/workflow/state_variables").propertyNames()).containsExactly("channel",
				"expires");
	}

	@Test
	void learnOnlyConstantsWithoutAToken() {
		assertThat(post("{\"state_variables\": {\"plan\": \"pro\"}, \"plan\": \"pro\"}").status()).isEqualTo(200);
		assertThat(this.openai.lastBody().at("/workflow/state_variables")).hasToString("{\"channel\":\"web\"}");
	}

	@Test
	void learnTheOnlyElementOfAList() {
		assertThat(session((claims) -> claims.claim("plan", List.of("pro")).audience("web")).status()).isEqualTo(200);
		assertThat(variables().path("plan").stringValue()).isEqualTo("pro");
		assertThat(variables().path("audience").stringValue()).isEqualTo("web");
	}

	@Test
	void learnNothingFromClaimsThatCannotBeSentAndTheLogSaysSoOnce(CapturedOutput output) {
		for (Object claim : List.of(List.of("a", "b"), List.of(), Map.of("a", "b"), List.of(List.of("a")),
				List.of(Map.of("a", "b")))) {
			assertThat(session((claims) -> claims.claim("role", claim)).status()).isEqualTo(200);
			assertThat(variables().propertyNames()).containsExactly("channel", "expires");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("The state variable role is omitted")))
			.singleElement()
			.asString()
			.contains("WARN", "the claim role is not a string");
	}

	private JsonNode variables() {
		return this.openai.lastBody().at("/workflow/state_variables");
	}

	private Answer post(String body) {
		return this.backend.post("/api/chatkit/session", body, "Authorization", "Bearer token");
	}

	private Answer session(Consumer<JWTClaimsSet.Builder> changes) {
		return this.backend.session("Authorization", UserToken.of(changes));
	}

}
