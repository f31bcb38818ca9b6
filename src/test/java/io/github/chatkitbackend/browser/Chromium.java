package io.github.chatkitbackend.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
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
 * from everything but this machine. Where there is none, the tests are skipped. A
 * parameter of the type {@link BrowserContext} is a visitor whom all tests share and who
 * has no cookies when a test begins. Tests that change the visitor create their own.
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
		return Set.of(Browser.class, BrowserContext.class).contains(parameter.getParameter().getType());
	}

	/**
	 * One for all tests; it is closed with the last of them.
	 */
	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Running running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Chromium.class))
			.computeIfAbsent(Running.class, (_) -> Running.start(), Running.class);
		if (parameter.getParameter().getType() == Browser.class) {
			return running.browser();
		}
		running.visitor().clearCookies();
		return running.visitor();
	}

	/**
	 * A started browser and what drives it.
	 */
	private record Running(Playwright playwright, Browser browser, BrowserContext visitor) implements AutoCloseable {

		static Running start() {
			Playwright playwright = Playwright
				.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			Browser browser = playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
					.setArgs(ARGUMENTS)
					.setTimeout(60_000));
			PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // As this machine
																		// may be busy
			BrowserContext visitor = browser.newContext();
			visitor.newPage(); // Keeps the process that renders the visitor's pages
			return new Running(playwright, browser, visitor);
		}

		@Override
		public void close() {
			this.playwright.close();
		}

	}

}
