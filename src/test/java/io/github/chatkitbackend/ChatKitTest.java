package io.github.chatkitbackend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that calls the service over HTTP. Constructors and methods can have parameters
 * of these types:
 * <ul>
 * <li>{@link Backend}: the service with the settings of this annotation.</li>
 * <li>{@link io.github.chatkitbackend.openai.OpenAIStandIn}: the stand-in for OpenAI that
 * all services call.</li>
 * <li>{@link Services}: starts further services.</li>
 * </ul>
 * The stand-in and the circuit breakers are reset before each test. The annotation of a
 * method replaces the one of its class, also for the parameters of the constructor.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ChatKitExtension.class)
public @interface ChatKitTest {

	/**
	 * The service's environment variables, each as {@code NAME=value}.
	 * @return the settings, in addition to what every service needs
	 */
	String[] settings() default {};

	/**
	 * Configuration classes and components to add to the service.
	 * @return the classes
	 */
	Class<?>[] beans() default {};

	/**
	 * Whether the test shares the stand-in, and its service with tests of equal settings.
	 * A test that exhausts rate limits, counts metrics from zero, changes the log or runs
	 * concurrently to others must not share them.
	 * @return {@code false} for a stand-in and services that are closed after the test
	 */
	boolean shared() default true;

}
