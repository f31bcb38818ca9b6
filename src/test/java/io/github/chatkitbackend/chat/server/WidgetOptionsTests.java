package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a page learns for the options of the widget.
 */
@ChatKitTest(settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_ATTACHMENT_TYPES=image/png,text/*",
		"CHATKIT_FILE_UPLOAD_MAX_FILES=3", "CHATKIT_FILE_UPLOAD_MAX_SIZE_MB=100" })
class WidgetOptionsTests {

	private final Backend backend;

	private final Services services;

	@TempDir
	private Path directory;

	WidgetOptionsTests(Backend backend, Services services) {
		this.backend = backend;
		this.services = services;
	}

	@Test
	void tellTheLimitsOfFiles() {
		assertThat(this.backend.get("/chatkit/config").json()).isEqualTo(new JsonMapper().readTree(
				"""
						{"startScreen": {"prompts": []}, "composer": {"attachments":
						 {"enabled": true, "maxCount": 3, "maxSize": 52428800, "accept": {"image/png": [], "text/*": []}}}}"""));
	}

	@Test
	void listTheModelsIfThereIsAChoice() {
		Backend choice = this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_MODELS=gpt-5.4");
		assertThat(choice.get("/chatkit/config").json().at("/composer/models")).isEqualTo(new JsonMapper().readTree("""
				[{"id": "gpt-5.5", "label": "gpt-5.5", "default": true},
				 {"id": "gpt-5.4", "label": "gpt-5.4", "default": false}]"""));
	}

	@Test
	void containTheGreetingAndThePrompts() throws IOException {
		String prompts = "[{\"label\":\"Prices\",\"prompt\":\"What does it cost?\",\"icon\":\"bolt\"},{\"label\":\"A\",\"prompt\":\"B\"}]";
		Path file = Files.writeString(this.directory.resolve("prompts.json"), prompts);
		Backend greeting = this.services.start("CHATKIT_MODEL=gpt-5.5", "CHATKIT_GREETING=Grüß dich!",
				"CHATKIT_STARTER_PROMPTS_FILE=" + file);
		assertThat(greeting.get("/chatkit/config").body())
			.contains("\"startScreen\":{\"greeting\":\"Grüß dich!\",\"prompts\":" + prompts + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1]", "[{\"label\": \"A\"}]", "[{\"label\": \" \", \"prompt\": \"B\"}]", "oops" })
	void areCheckedAtTheStart(String prompts) throws IOException {
		Path file = Files.writeString(this.directory.resolve("prompts.json"), prompts);
		assertThatException()
			.isThrownBy(() -> this.services.start("CHATKIT_MODEL=gpt-5.5", "CHATKIT_STARTER_PROMPTS_FILE=" + file))
			.satisfies(
					(ex) -> assertThat(Stream.iterate(ex, Objects::nonNull, Throwable::getCause).map(String::valueOf))
						.anyMatch((text) -> text.contains("must name a JSON file such as")));
	}

}
