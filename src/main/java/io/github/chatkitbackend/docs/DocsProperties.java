package io.github.chatkitbackend.docs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the API documentation.
 *
 * @param enabled whether {@code /openapi.json} and {@code /docs} exist
 */
@ConfigurationProperties("chatkit.docs")
record DocsProperties(@DefaultValue("true") Boolean enabled) {
}
