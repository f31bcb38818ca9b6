/**
 * The health endpoint, and the health check of the container image.
 */
@NullMarked
package io.github.chatkitbackend.health;

import org.jspecify.annotations.NullMarked;
