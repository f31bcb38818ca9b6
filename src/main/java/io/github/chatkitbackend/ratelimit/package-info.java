/**
 * How many sessions a user or an address may create, in memory or shared in Redis.
 */
@NullMarked
package io.github.chatkitbackend.ratelimit;

import org.jspecify.annotations.NullMarked;
