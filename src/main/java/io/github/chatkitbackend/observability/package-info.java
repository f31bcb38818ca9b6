/**
 * Tracing, trace ids in responses and in the log, and the log format. The features
 * register their own metrics.
 */
@NullMarked
package io.github.chatkitbackend.observability;

import org.jspecify.annotations.NullMarked;
