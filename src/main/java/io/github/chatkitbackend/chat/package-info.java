/**
 * The self-hosted half of this service, which serves the ChatKit widget itself.
 */
@NullMarked
package io.github.chatkitbackend.chat;

import org.jspecify.annotations.NullMarked;
