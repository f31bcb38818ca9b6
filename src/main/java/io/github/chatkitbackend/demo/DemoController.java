package io.github.chatkitbackend.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The demo page itself. Its path has no slash at the end, so that it finds the service
 * beside it wherever a proxy puts the two.
 */
@RestController
@ConditionalOnBooleanProperty("chatkit.demo.enabled")
class DemoController {

	static final String PATH = "/demo";

	@GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
	Resource page() {
		return new ClassPathResource("demo/demo.html");
	}

}
