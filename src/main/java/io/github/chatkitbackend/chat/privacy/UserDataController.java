package io.github.chatkitbackend.chat.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.store.DeletedData;
import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import io.github.chatkitbackend.chat.store.UserData;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.UserId;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Deletes or exports the data of a user. Only callers with the backend token may do so.
 * Each operation has a second path, because an id can contain characters that the
 * firewall refuses in a path, such as the slashes of {@code https://issuer/users/7}.
 */
@RestController
@ConditionalOnChat
class UserDataController {

	private final UserData data;

	UserDataController(UserData data) {
		this.data = data;
	}

	@DeleteMapping("/api/users/{id}")
	ResponseEntity<DeletedData> delete(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller,
			@PathVariable String id) {
		DeletedData deleted = this.data.delete(user(caller, id));
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(deleted);
	}

	@DeleteMapping("/api/users")
	ResponseEntity<DeletedData> deleteNamed(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller,
			@RequestParam String id) {
		return delete(caller, id);
	}

	@GetMapping("/api/users/{id}/export")
	void export(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, @PathVariable String id,
			HttpServletResponse response) throws IOException {
		UserId user = user(caller, id);
		response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		try {
			OutputStream out = response.getOutputStream();
			this.data.export(user, (line) -> out.write((line + "\n").getBytes(StandardCharsets.UTF_8)));
		}
		catch (StoreUnavailableException ex) {
			if (!response.isCommitted()) {
				response.resetBuffer();
			}
			throw ex;
		}
	}

	@GetMapping("/api/users/export")
	void exportNamed(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, @RequestParam String id,
			HttpServletResponse response) throws IOException {
		export(caller, id, response);
	}

	private static UserId user(Caller caller, String id) {
		if (!(caller instanceof Caller.Server)) {
			throw new ApiException(ErrorCode.FORBIDDEN, "This path requires the backend token.");
		}
		String problem = UserId.problem(id);
		if (problem != null) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "The user id " + problem + ".");
		}
		return new UserId(id);
	}

}
