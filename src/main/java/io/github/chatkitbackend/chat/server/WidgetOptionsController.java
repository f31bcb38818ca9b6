package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.attachment.AttachmentLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a page what the service is configured for, as options of the widget.
 */
@RestController
@ConditionalOnChat
class WidgetOptionsController {

	private final StartScreenProperties properties;

	private final AttachmentLimits attachments;

	private final Agent agent;

	WidgetOptionsController(StartScreenProperties properties, AttachmentLimits attachments, Agent agent) {
		this.properties = properties;
		this.attachments = attachments;
		this.agent = agent;
	}

	@GetMapping("/chatkit/config")
	ResponseEntity<Options> options() {
		StarterPrompts prompts = this.properties.starterPromptsFile();
		StartScreen screen = new StartScreen(this.properties.greeting(),
				(prompts != null) ? prompts.prompts() : List.of());
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(new Options(screen, new Composer(attachments(), models())));
	}

	/**
	 * The widget shows a picker if there are models to choose among.
	 */
	private List<Model> models() {
		List<String> names = this.agent.models();
		return (names.size() > 1)
				? names.stream().map((name) -> new Model(name, name, name.equals(names.getFirst()))).toList()
				: List.of();
	}

	private Attachments attachments() {
		Map<String, List<String>> accept = new TreeMap<>();
		this.attachments.types().forEach((type) -> accept.put(type.toString(), List.of()));
		return new Attachments(this.attachments.enabled(), this.attachments.maxFiles(),
				this.attachments.maxSize().toBytes(), accept);
	}

	/**
	 * Options of the widget.
	 */
	record Options(StartScreen startScreen, Composer composer) {
	}

	/**
	 * What the widget shows before the first message.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record StartScreen(@Nullable String greeting, List<StarterPrompts.Prompt> prompts) {
	}

	/**
	 * What users can send.
	 */
	record Composer(Attachments attachments, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Model> models) {
	}

	/**
	 * A model that users can choose.
	 */
	record Model(String id, String label, @JsonProperty("default") boolean isDefault) {
	}

	/**
	 * Which files users can attach: by media type, with any file name extension.
	 */
	record Attachments(boolean enabled, int maxCount, long maxSize, Map<String, List<String>> accept) {
	}

}
