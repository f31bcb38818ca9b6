/**
 * Serves the protocol: dispatches requests, runs turns and writes their events.
 */
@NullMarked
package io.github.chatkitbackend.chat.server;

import org.jspecify.annotations.NullMarked;
