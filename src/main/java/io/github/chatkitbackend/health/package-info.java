/**
 * Says that the service is alive.
 */
@NullMarked
package io.github.chatkitbackend.health;

import org.jspecify.annotations.NullMarked;
