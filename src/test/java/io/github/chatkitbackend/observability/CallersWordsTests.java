package io.github.chatkitbackend.observability;

import java.nio.file.Path;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.web.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers send stays out of the log, even when everything is logged. It is a process
 * of its own because Tomcat logs some of it once a day only.
 */
@ChatKitTest
@Execution(ExecutionMode.CONCURRENT)
class CallersWordsTests {

	private static final String JSON = "Content-Type: application/json\r\n";

	@TempDir
	private Path directory;

	@Test
	void stayOutOfTheLogAtEveryLevel(Services services) throws Exception {
		ServiceProcess service = services.process(this.directory, "LOGGING_LEVEL_ROOT=TRACE");
		int port = service.awaitPort();
		send(port, "POST /api/chatkit/session",
				"Cookie: auth={\"access_token\":\"CANARY-1\"}; x=y; chatkit_visitor=CANARY-2\r\n", "");
		send(port, "POST /api/chatkit/session?access_token=CANARY-3", "", "");
		send(port, "POST /api/chatkit/session?access_token=%zzCANARY-4", "", "");
		send(port, "POST /api/chatkit/session", JSON, "{\"user\": {\"id\": [\"CANARY-5\"]}}");
		send(port, "POST /api/chatkit/session", "Content-Type: application/x-www-form-urlencoded\r\n",
				"access_token=CANARY-6&x=%zz");
		send(port, "GET /actuator/health?token=CANARY-7&x=%zz", JSON, "{\"a\": \"CANARY-8\"}");
		send(port, "GET /health", "Authorization: Bearer CANARY-9\u0001\r\n", "");
		send(port, "GET /health", "Authorization: Bearer CANARY-10\u00ff\r\n", "");
		send(port, "GET /health", "Bad Name: CANARY-11\r\n", "");
		send(port, "GET /CANARY{12}", "", "");
		send(port, "GET /health;jsessionid=CANARY-13", "", "");
		send(port, "GET /health", "X-Forwarded-Port: CANARY-14\r\nX-Forwarded-Host: CANARY-15\r\n", "");
		send(port, "GET /health", "Host: CANARY-16{}\r\n", "");
		service.terminate();
		service.awaitExit();
		assertThat(service.output()).contains("TRACE", "Session cksess_").doesNotContain("CANARY");
	}

	private static void send(int port, String request, String headers, String body) {
		assertThat(RawHttp.send(port, request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
				+ body.length() + "\r\n" + headers + "\r\n" + body))
			.startsWith("HTTP/1.1 ");
	}

}
