package io.github.chatkitbackend.settings;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Adds the check of all settings to the application. The component scan of the
 * application finds this class wherever the service runs, even as part of another
 * application. Slices such as {@code @WebMvcTest} exclude it, and other Spring
 * applications never scan it.
 */
@Configuration(proxyBeanMethods = false)
@Import(SettingsCheck.class)
class SettingsConfiguration {

}
