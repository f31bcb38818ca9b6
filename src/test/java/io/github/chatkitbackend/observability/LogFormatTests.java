package io.github.chatkitbackend.observability;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the lines of the log look like. Each service is a process of its own, because
 * those of one process share the format of the first.
 */
@ChatKitTest
@Execution(ExecutionMode.CONCURRENT)
class LogFormatTests {

	@TempDir
	private Path directory;

	@Test
	void textHasATraceIdOrNothingInItsPlaceAndNoLinesAboutServlets(Services services) throws Exception {
		ServiceProcess service = services.process(this.directory, "CHATKIT_LOG_FORMAT=text");
		String id = requestId(service.awaitPort());
		assertThat(service.output().lines())
			.anyMatch((line) -> line.matches(
					"\\S+  INFO \\d+ --- \\[ *main] o\\.s\\.boot\\.tomcat\\.TomcatWebServer +: Tomcat started on .*"))
			.anyMatch((line) -> line
				.matches("\\S+  INFO \\d+ --- \\[.{15}] \\[" + id + "-[0-9a-f]{16}] \\S+ +: Session cksess_.*"))
			.noneMatch((line) -> line.contains("DispatcherServlet"));
	}

	@Test
	void jsonNamesTheServiceAndHasNoTags(Services services) throws Exception {
		ServiceProcess service = services.process(this.directory, "CHATKIT_LOG_FORMAT=ecs");
		String id = requestId(service.awaitPort());
		assertThat(service.output()).contains("\"service\":{\"name\":\"chatkit-backend\"", id)
			.doesNotContain("COMMONS-LOGGING", "\"tags\"");
	}

	private static String requestId(int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/chatkit/session"))
			.POST(BodyPublishers.noBody())
			.build();
		HttpResponse<Void> response = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.headers().firstValue("X-Request-Id").orElseThrow();
	}

}
