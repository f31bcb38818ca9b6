package io.github.chatkitbackend.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.mcp.McpTestServer;
import io.github.chatkitbackend.chat.mcp.TestTool;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The dashboard and the alerts ask for what the service measures.
 */
@ChatKitTest
class GrafanaDashboardTests {

	/** The tests run in the build directory. */
	private static final Path DOCS = Path.of("..", "docs");

	private static final String[] TOKEN = { "Authorization", "Bearer token" };

	private static final String MESSAGE = """
			{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "Hello"}],
			  "attachments": [], "inference_options": {}}}}""";

	/** How turns end, and calls of the database and of tools. */
	private static final Set<String> OTHER_OUTCOMES = Set.of("success", "completed", "failed", "client_left",
			"superseded", "timed_out", "shut_down", "unavailable", "error", "cancelled");

	/** What Prometheus adds to every series. */
	private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

	private static String scrape;

	@BeforeAll
	static void measure(Services services, OpenAIStandIn openai) {
		try (McpTestServer tools = McpTestServer.start(TestTool.ofText("look", (_) -> "found"))) {
			measure(services.start("CHATKIT_BACKEND_TOKEN=token", "CHATKIT_RATE_LIMIT_PER_MINUTE=2",
					"CHATKIT_REDIS_URL=redis://127.0.0.1:1", "CHATKIT_MODEL=gpt-5.4",
					"CHATKIT_MCP_TASKS_URL=" + tools.url()), openai);
		}
	}

	private static void measure(Backend backend, OpenAIStandIn openai) {
		openai.answerNext(OpenAIStandIn.error(500, null, "no").build());
		for (int i = 0; i < 3; i++) {
			backend.post("/api/chatkit/session", "{\"user\": \"alice\"}", TOKEN);
		}
		openai.responses().stream(ModelAnswer.begin().functionCall("look", "{}"), ModelAnswer.of("Hello"));
		backend.post("/chatkit", MESSAGE, TOKEN);
		// The client can read the end of the answer before the turn is counted
		await().until(() -> {
			scrape = backend.get("/actuator/prometheus", TOKEN).body();
			return scrape.contains("chatkit_turns_seconds_count") && scrape.contains("chatkit_streams_open 0.0");
		});
	}

	@Test
	void everyMeterOfOursHasBeenUsed() {
		assertThat(scrape).contains("chatkit_sessions_seconds_count{outcome=\"success\"} 2")
			.contains("chatkit_sessions_seconds_count{outcome=\"rate_limited\"} 1")
			.contains("chatkit_openai_retries_total 1.0")
			.contains("chatkit_ratelimit_hits_total{policy=\"sessions\"} 1.0")
			.containsPattern("chatkit_turns_seconds_count\\{.*outcome=\"completed\"} 1")
			.contains("chatkit_turns_first_delta_seconds_count 1")
			.contains("chatkit_streams_open 0.0")
			.containsPattern("chatkit_tokens_total\\{kind=\"output\",model=\"[^\"]+\"} [1-9]")
			.containsPattern("chatkit_store_seconds_count\\{.*operation=\"\\w+\",outcome=\"success\"} [1-9]")
			.containsPattern("chatkit_mcp_seconds_count\\{.*outcome=\"success\",server=\"tasks\"} 1")
			.contains("chatkit_ratelimit_redis_fallbacks_total 3.0");
	}

	@ParameterizedTest
	@MethodSource("queries")
	void everyQueryAsksForWhatExists(PromQL query) {
		Set<String> labels = found("(?<=[{,])(\\w+)(?==\")");
		labels.addAll(LABELS_OF_PROMETHEUS);
		assertThat(query.metrics()).isNotEmpty().isSubsetOf(found("(?m)^(\\w+)(?=[{ ])"));
		assertThat(query.labels()).isSubsetOf(labels);
		assertThat(query.outcomes()).allSatisfy((outcome) -> assertThat(codes()).anyMatch(outcome.asMatchPredicate()));
	}

	@Test
	void theDashboardShowsEveryMeterOfOurs() throws IOException {
		Set<String> shown = expressions().flatMap((query) -> query.metrics().stream()).collect(Collectors.toSet());
		Set<String> ours = found("(?m)^(chatkit_\\w+?)(?=(_count|_sum|_max)?[{ ])");
		ours.removeIf((name) -> name.contains("_active_"));
		assertThat(ours).hasSize(15)
			.allSatisfy((name) -> assertThat(shown).anyMatch((metric) -> metric.startsWith(name)));
	}

	@Test
	void theDashboardFitsEveryPrometheus() throws IOException {
		JsonNode dashboard = dashboard();
		assertThat(dashboard.path("schemaVersion").intValue()).isGreaterThanOrEqualTo(39);
		assertThat(dashboard.at("/templating/list/0/type").stringValue()).isEqualTo("datasource");
		assertThat(dashboard.at("/templating/list/0/query").stringValue()).isEqualTo("prometheus");
		assertThat(dashboard.findValues("datasource")).hasSizeGreaterThan(10)
			.allSatisfy((datasource) -> assertThat(datasource.path("uid").stringValue()).isEqualTo("${datasource}"));
		assertThat(dashboard.path("panels").findValues("id")).doesNotHaveDuplicates();
	}

	@Test
	void theMetricsOfAQueryAreFound() {
		PromQL query = new PromQL("""
				sum by (le, outcome) (rate(a_total{job=~"$job", outcome!="x|y.+"}[$__rate_interval]))
				  / on (instance) group_left () max(b:c{}) or vector(0) > 1.5 unless absent(d)""");
		assertThat(query.metrics()).containsExactly("a_total", "b:c", "d");
		assertThat(query.labels()).contains("le", "outcome", "job", "instance");
		assertThat(query.outcomes()).extracting(Pattern::pattern).containsExactly("x", "y.+");
	}

	static Stream<PromQL> queries() throws IOException {
		List<PromQL> alerts = Pattern.compile("```promql\n(.+?)\n```", Pattern.DOTALL)
			.matcher(Files.readString(DOCS.resolve("alerts.md")))
			.results()
			.map((match) -> new PromQL(match.group(1)))
			.toList();
		assertThat(alerts).hasSizeGreaterThan(15);
		return Stream.concat(alerts.stream(), expressions());
	}

	private static Stream<PromQL> expressions() throws IOException {
		List<JsonNode> expressions = dashboard().findValues("expr");
		assertThat(expressions).hasSizeGreaterThan(10);
		Stream<String> variables = Stream.of(dashboard().at("/templating/list/1/query/query").stringValue())
			.map((query) -> query.replaceAll("label_values\\((.+), (.+)\\)", "sum by ($2) ($1)"));
		return Stream.concat(variables, expressions.stream().map(JsonNode::stringValue)).map(PromQL::new);
	}

	private static JsonNode dashboard() throws IOException {
		return new JsonMapper().readTree(Files.readString(DOCS.resolve("grafana-dashboard.json")));
	}

	private static Set<String> found(String pattern) {
		return Pattern.compile(pattern).matcher(scrape).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	private static Stream<String> codes() {
		return Stream.concat(OTHER_OUTCOMES.stream(), Arrays.stream(ErrorCode.values()).map(ErrorCode::code));
	}

}
