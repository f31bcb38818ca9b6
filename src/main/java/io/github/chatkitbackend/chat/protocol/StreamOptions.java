package io.github.chatkitbackend.chat.protocol;

/**
 * How a client may treat a stream.
 *
 * @param allowCancel whether a stop button is shown; a client that leaves cancels the
 * turn in any case
 */
public record StreamOptions(boolean allowCancel) {
}
