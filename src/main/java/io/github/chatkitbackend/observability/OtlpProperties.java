package io.github.chatkitbackend.observability;

import io.github.chatkitbackend.settings.HttpUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where traces go, by OpenTelemetry's own name.
 *
 * @param endpoint root of an OTLP collector over HTTP, such as
 * {@code http://collector:4318}; traces go nowhere when absent
 */
@ConfigurationProperties("otel.exporter.otlp")
record OtlpProperties(@Nullable HttpUrl endpoint) {
}
