package io.github.chatkitbackend.observability;

import java.util.List;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Silences the loggers that print requests as they came, with tokens and cookies, below
 * WARN, whatever level an operator asks for while looking for something else.
 */
class SilentLoggers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final List<String> LOGGERS = List.of("org.apache.coyote.http11.Http11InputBuffer",
			"org.apache.coyote.http11.Http11Processor", "org.apache.tomcat.util.http.Rfc6265CookieProcessor",
			"org.apache.tomcat.util.http.parser.HttpHeaderParser");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		LoggingSystem logging = LoggingSystem.get(SilentLoggers.class.getClassLoader());
		LOGGERS.forEach((logger) -> logging.setLogLevel(logger, LogLevel.WARN));
	}

}
