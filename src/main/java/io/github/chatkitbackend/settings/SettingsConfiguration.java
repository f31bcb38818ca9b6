package io.github.chatkitbackend.settings;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Makes the check of all settings part of the application. The application's component
 * scan finds this class wherever the service runs, also as part of another application.
 * Slices such as {@code @WebMvcTest} leave it out, and other Spring applications never
 * see it.
 */
@Configuration(proxyBeanMethods = false)
@Import(SettingsCheck.class)
class SettingsConfiguration {

}
