package io.github.chatkitbackend.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.chatkitbackend.Backend;

/**
 * A visitor of the demo page, for whom OpenAI's CDN is out of reach unless a stand-in for
 * the widget is given.
 */
final class DemoVisit implements AutoCloseable {

	private static final String CDN = "https://cdn.platform.openai.com/deployments/chatkit/";

	static final String SCRIPT = CDN + "chatkit.js";

	/**
	 * Stands in for the widget: it puts a style into the page and a frame into itself,
	 * and asks for a secret or calls the endpoint, as the real one does.
	 */
	static final String WIDGET = """
			customElements.define('openai-chatkit', class extends HTMLElement {
			  async setOptions(options) {
			    const first = !this.options;
			    this.options = options;
			    if (!first) return;
			    const style = document.createElement('style');
			    style.textContent = 'openai-chatkit iframe { width: 100%; height: 100%; border: 0 }';
			    document.head.append(style);
			    const frame = document.createElement('iframe');
			    frame.title = 'Chat';
			    frame.src = 'https://cdn.platform.openai.com/deployments/chatkit/index.html';
			    this.append(frame);
			    try {
			      const { api } = options;
			      const body = '{"type":"threads.list","params":{}}';
			      this.secret = api.url ? await api.fetch(api.url, { method: 'POST', body }) : await api.getClientSecret(null);
			      this.dispatchEvent(new CustomEvent('chatkit.ready'));
			    } catch (error) {
			      this.fail(error);
			    }
			  }
			  fail(error) {
			    this.dispatchEvent(new CustomEvent('chatkit.error', { detail: { error } }));
			  }
			});""";

	/** Stands in for a widget that stays blank. */
	static final String SILENT_WIDGET = "customElements.define('openai-chatkit', class extends HTMLElement { setOptions() {} });";

	/** The texts whose contrast is below the 4.5 of WCAG's level AA. */
	private static final String CONTRAST = """
			(() => {
			  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
			  const luminance = (color) => channels(color).slice(0, 3)
			    .map((value) => value / 255)
			    .map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4)
			    .reduce((sum, value, index) => sum + value * [.2126, .7152, .0722][index], 0);
			  const background = (element) => {
			    const color = getComputedStyle(element).backgroundColor;
			    return channels(color)[3] === 0 ? background(element.parentElement) : color;
			  };
			  const contrast = (element) => {
			    const [low, high] = [getComputedStyle(element).color, background(element)].map(luminance).sort((a, b) => a - b);
			    return (high + .05) / (low + .05);
			  };
			  return [...document.body.querySelectorAll('*')]
			    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
			    .filter((element) => element.tagName !== 'NOSCRIPT' && element.checkVisibility() && contrast(element) < 4.5)
			    .map((element) => `${element.innerText} ${contrast(element)}`);
			})()""";

	private final Runnable end;

	private final Page page;

	private final List<String> console = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * A visit by the visitor whom all tests share.
	 */
	DemoVisit(BrowserContext visitor) {
		this.page = visitor.newPage();
		this.end = this.page::close;
		listen();
	}

	/**
	 * A visit by a visitor of its own.
	 */
	DemoVisit(Browser browser, Browser.NewContextOptions options) {
		BrowserContext visitor = browser.newContext(options);
		this.page = visitor.newPage();
		this.end = visitor::close;
		listen();
	}

	DemoVisit(Browser browser) {
		this(browser, new Browser.NewContextOptions());
	}

	private void listen() {
		this.page.setDefaultTimeout(20_000);
		this.page.onConsoleMessage((message) -> this.console.add(message.text()));
		this.page.onRequest((request) -> this.requests.add(request.url()));
	}

	DemoVisit withWidget(String script) {
		this.page.route(SCRIPT,
				(route) -> route.fulfill(new Route.FulfillOptions().setContentType("text/javascript").setBody(script)));
		this.page.route(CDN + "index.html", (route) -> route.fulfill(new Route.FulfillOptions()
			.setContentType("text/html")
			.setBody(
					"<!doctype html><meta name=color-scheme content='light dark'><p style='font-family: system-ui'>Hello")));
		return this;
	}

	DemoVisit open(Backend backend) {
		return open(backend, "#sessions");
	}

	/**
	 * Opens the page at the panel, or the thread in a panel, that the fragment names.
	 */
	DemoVisit open(Backend backend, String fragment) {
		this.page.navigate(backend.url("/demo") + fragment);
		return this;
	}

	/**
	 * The panel that is shown.
	 */
	Locator panel() {
		return this.page.locator("main:not([hidden])");
	}

	Page page() {
		return this.page;
	}

	/**
	 * Everything that the browser printed, violations of policies among it.
	 */
	List<String> console() {
		return this.console;
	}

	/**
	 * What the page requested from others than the service, or tried to.
	 */
	List<String> foreignRequests() {
		return this.requests.stream().filter((url) -> !url.matches("(http://127\\.0\\.0\\.1:|data:).*")).toList();
	}

	/**
	 * The text of a step, once it has come to a state.
	 */
	String step(String name, String state) {
		Locator step = this.panel().locator("[data-step=%s][data-state=%s]".formatted(name, state));
		step.waitFor();
		return step.innerText();
	}

	String summary() {
		return this.panel().locator("[role=status]").innerText();
	}

	void checkAgain() {
		this.panel().locator(".checks button").click();
	}

	/**
	 * Everything that the page holds and a script could read, the token's field apart.
	 */
	String everything() {
		return this.page.content() + this.page.evaluate("""
				JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, history.state,
				  [...document.querySelectorAll('*')].map((element) => element.innerText)])""");
	}

	/**
	 * The texts whose contrast is too low.
	 */
	Object unreadable() {
		return this.page.evaluate(CONTRAST);
	}

	@Override
	public void close() {
		this.end.run();
	}

}
