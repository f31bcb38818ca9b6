/**
 * Rate limits by user or address, counted in memory or in Redis.
 */
@NullMarked
package io.github.chatkitbackend.ratelimit;

import org.jspecify.annotations.NullMarked;
