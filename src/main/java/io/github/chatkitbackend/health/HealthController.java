package io.github.chatkitbackend.health;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Implements the published health contract, {@code {"ok": true}}. The actuator's health
 * groups are meant for orchestrators. They have a different body and are available under
 * {@code /actuator/health}.
 */
@RestController
class HealthController {

	private static final Health HEALTH = new Health(true);

	@GetMapping("/health")
	ResponseEntity<Health> health() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(HEALTH);
	}

	record Health(boolean ok) {
	}

}
