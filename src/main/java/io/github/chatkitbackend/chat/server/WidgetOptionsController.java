package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.chatkitbackend.chat.ConditionalOnChat;
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

	WidgetOptionsController(StartScreenProperties properties, AttachmentLimits attachments) {
		this.properties = properties;
		this.attachments = attachments;
	}

	@GetMapping("/chatkit/config")
	ResponseEntity<Options> options() {
		StarterPrompts prompts = this.properties.starterPromptsFile();
		StartScreen screen = new StartScreen(this.properties.greeting(),
				(prompts != null) ? prompts.prompts() : List.of());
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(new Options(screen, new Composer(attachments())));
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
	record Composer(Attachments attachments) {
	}

	/**
	 * Which files users can attach: by media type, with any file name extension.
	 */
	record Attachments(boolean enabled, int maxCount, long maxSize, Map<String, List<String>> accept) {
	}

}
