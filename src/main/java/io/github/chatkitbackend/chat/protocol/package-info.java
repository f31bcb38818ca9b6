/**
 * The protocol of the ChatKit widget: requests, events, items and updates as they are on
 * the wire. Nothing here knows how they are served or stored.
 */
@NullMarked
package io.github.chatkitbackend.chat.protocol;

import org.jspecify.annotations.NullMarked;
