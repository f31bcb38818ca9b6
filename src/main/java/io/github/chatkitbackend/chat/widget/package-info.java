/**
 * Builds the trees of widgets in Java.
 */
@NullMarked
package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.NullMarked;
