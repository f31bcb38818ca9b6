/**
 * Widgets that the model shows: files of Widget Builder, whose templates are rendered
 * with what the model writes.
 */
@NullMarked
package io.github.chatkitbackend.chat.template;

import org.jspecify.annotations.NullMarked;
