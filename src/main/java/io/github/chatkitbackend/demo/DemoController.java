package io.github.chatkitbackend.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the demo page. Its path has no trailing slash, so that the relative URLs in the
 * page reach the service under any path prefix that a proxy adds.
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
