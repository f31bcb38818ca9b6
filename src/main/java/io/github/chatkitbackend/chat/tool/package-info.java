/**
 * Functions that a model may call.
 */
@NullMarked
package io.github.chatkitbackend.chat.tool;

import org.jspecify.annotations.NullMarked;
