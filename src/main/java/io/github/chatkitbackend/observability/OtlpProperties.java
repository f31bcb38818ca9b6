package io.github.chatkitbackend.observability;

import io.github.chatkitbackend.settings.HttpUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the trace export, under the name that OpenTelemetry defines.
 *
 * @param endpoint base URL of an OTLP collector over HTTP, such as
 * {@code http://collector:4318}; traces are not exported if absent
 */
@ConfigurationProperties("otel.exporter.otlp")
record OtlpProperties(@Nullable HttpUrl endpoint) {
}
