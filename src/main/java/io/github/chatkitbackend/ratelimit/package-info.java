/**
 * How often a user or an address may do something, counted in memory or shared in Redis.
 */
@NullMarked
package io.github.chatkitbackend.ratelimit;

import org.jspecify.annotations.NullMarked;
