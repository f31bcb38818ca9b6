package io.github.chatkitbackend.browser;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.attachment.S3Server;
import io.github.chatkitbackend.openai.Drawing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that the console sends to an S3-compatible store, past the service.
 */
@ExtendWith(Chromium.class)
@ChatKitTest
class StoredFilesTests {

	private static final FilePayload FERN = new FilePayload("fern.png", "image/png",
			Base64.getDecoder().decode(Drawing.png(8)));

	private final S3Server s3 = S3Server.shared();

	private final List<String> stored = new CopyOnWriteArrayList<>();

	@Test
	void goToTheStoreAndAreShownFromThere(Services services, BrowserContext visitor) {
		Backend backend = services.start(settings());
		try (DemoVisit visit = new DemoVisit(visitor).open(backend, "#chat")) {
			visit.step("endpoint", "passed");
			ConsolePage console = new ConsolePage(visit.page());
			follow(visit.page());
			visit.page().waitForFileChooser(() -> console.button("Attach files").click()).setFiles(FERN);
			expect(visit.page().locator(".tray li")).containsText("ready");
			console.send().click();
			expect(console.items().last()).containsText("image of type image/png with 384 × 384 pixels");
			assertShown(console);
			visit.page().reload();
			assertShown(console);
			assertThat(this.stored).contains("PUT", "GET");
			assertThat(visit.console()).noneMatch((line) -> line.contains("Security Policy"));
		}
	}

	private String[] settings() {
		Stream<String> store = Stream.of(this.s3.settings()).filter((setting) -> setting.startsWith("CHATKIT_S3_"));
		return Stream.concat(store, Stream.of("CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=gpt-5.1"))
			.toArray(String[]::new);
	}

	private void follow(Page page) {
		page.onRequest((request) -> {
			if (request.url().startsWith(this.s3.endpoint())) {
				this.stored.add(request.method());
			}
		});
	}

	private static void assertShown(ConsolePage console) {
		Locator image = console.items().first().getByAltText("fern.png");
		expect(image).isVisible();
		assertThat(image.evaluate("async (it) => (await it.decode(), it.naturalWidth)")).isEqualTo(384);
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
