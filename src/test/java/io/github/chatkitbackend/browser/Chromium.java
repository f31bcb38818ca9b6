package io.github.chatkitbackend.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tests the Chromium of this machine, headless, with a fresh profile, and cut off
 * from everything but this machine. Where there is none, the tests are skipped.
 */
class Chromium implements ExecutionCondition, ParameterResolver {

	private static final Logger logger = LoggerFactory.getLogger(Chromium.class);

	private static final List<String> NAMES = List.of("chromium", "google-chrome");

	private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-background-networking",
			"--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync",
			"--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (executable().isPresent()) {
			return ConditionEvaluationResult.enabled("Chromium is installed");
		}
		String reason = "Skipped, as no Chromium is installed: apt-get install chromium";
		logger.warn("{}: {}", context.getRequiredTestClass().getSimpleName(), reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	private static Optional<Path> executable() {
		List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
		Stream<Path> candidates = NAMES.stream()
			.flatMap((name) -> folders.stream().map((folder) -> Path.of(folder, name)));
		return candidates.filter(Files::isExecutable).findFirst();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	/**
	 * One for all tests; it is closed with the last of them.
	 */
	@Override
	public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Chromium.class))
			.computeIfAbsent(Running.class, (_) -> Running.start(), Running.class)
			.browser();
	}

	/**
	 * A started browser and what drives it.
	 */
	private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

		static Running start() {
			Playwright playwright = Playwright
				.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			Browser browser = playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
					.setArgs(ARGUMENTS)
					.setTimeout(60_000));
			return new Running(playwright, browser);
		}

		@Override
		public void close() {
			this.playwright.close();
		}

	}

}
