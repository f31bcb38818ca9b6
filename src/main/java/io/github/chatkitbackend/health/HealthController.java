package io.github.chatkitbackend.health;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The published health contract, {@code {"ok": true}}. Actuator's health groups, made for
 * orchestrators, have another body and stay under {@code /actuator/health}.
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
