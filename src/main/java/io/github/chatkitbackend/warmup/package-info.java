/**
 * Lets the JVM compile what answers messages and sessions before the service reports
 * ready.
 */
@NullMarked
package io.github.chatkitbackend.warmup;

import org.jspecify.annotations.NullMarked;
