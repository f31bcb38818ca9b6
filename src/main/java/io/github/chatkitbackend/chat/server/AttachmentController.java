package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.attachment.UploadedFile;
import io.github.chatkitbackend.chat.attachment.Uploads;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the bytes of files, and gives them back. The paths with a signature need no
 * token, because the widget does not send one with them.
 */
@RestController
@ConditionalOnChat
class AttachmentController {

	private final ChatCallers callers;

	private final Uploads uploads;

	AttachmentController(ChatCallers callers, Uploads uploads) {
		this.callers = callers;
		this.uploads = uploads;
	}

	@PostMapping("/attachments")
	void upload(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Owner owner = Owner.of(this.callers.identifyUploader(caller, request, response));
		ChatController.write(this.uploads.receive(owner, UploadedFile.ofForm(request)), response);
	}

	@RequestMapping(path = "/attachments/{id}/content", method = { RequestMethod.PUT, RequestMethod.POST })
	void uploadContent(@PathVariable String id, @RequestParam long expires, @RequestParam String signature,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		Uploads.Link link = new Uploads.Link(id, expires, signature);
		ChatController.write(this.uploads.receive(link, UploadedFile.of(request)), response);
	}

	@GetMapping("/attachments/{id}/preview")
	void preview(@PathVariable String id, @RequestParam long expires, @RequestParam String signature,
			HttpServletResponse response) throws IOException {
		Uploads.Link link = new Uploads.Link(id, expires, signature);
		URI elsewhere = this.uploads.previewElsewhere(link);
		if (elsewhere != null) {
			redirect(elsewhere, response);
			return;
		}
		Uploads.Download preview = this.uploads.preview(link);
		allowInPages(Duration.ofDays(1), response);
		write(preview, response);
	}

	/**
	 * Browsers forget the redirect before its target expires, which is after an hour.
	 */
	private static void redirect(URI target, HttpServletResponse response) {
		allowInPages(Duration.ofMinutes(30), response);
		response.setStatus(HttpServletResponse.SC_FOUND);
		response.setHeader(HttpHeaders.LOCATION, target.toString());
	}

	private static void allowInPages(Duration caching, HttpServletResponse response) {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + caching.toSeconds());
		response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
	}

	@GetMapping("/attachments/{id}")
	void download(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, @PathVariable String id,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		Owner owner = Owner.of(this.callers.identify(caller, false, request, response));
		Uploads.Download download = this.uploads.download(owner, id);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
		write(download, response);
	}

	/**
	 * A browser must not run what users upload.
	 */
	private static void write(Uploads.Download download, HttpServletResponse response) throws IOException {
		response.setContentType(download.type());
		response.setContentLengthLong(download.size());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment().filename(download.name(), StandardCharsets.UTF_8).build().toString());
		response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
		response.setHeader("X-Content-Type-Options", "nosniff");
		try (var content = download.content()) {
			content.transferTo(response.getOutputStream());
		}
	}

}
