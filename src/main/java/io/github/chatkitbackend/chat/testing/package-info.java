/**
 * Runs agents and tools in unit tests, without a service.
 */
@NullMarked
package io.github.chatkitbackend.chat.testing;

import org.jspecify.annotations.NullMarked;
