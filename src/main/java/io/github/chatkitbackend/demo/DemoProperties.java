package io.github.chatkitbackend.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the demo page.
 *
 * @param enabled whether {@code /demo} exists
 */
@ConfigurationProperties("chatkit.demo")
record DemoProperties(@DefaultValue("false") Boolean enabled) {
}
