/**
 * A page to try the widget on, which says what to do where it stays blank.
 */
@NullMarked
package io.github.chatkitbackend.demo;

import org.jspecify.annotations.NullMarked;
