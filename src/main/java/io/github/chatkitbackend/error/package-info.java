/**
 * The one error body, whatever fails and wherever.
 */
@NullMarked
package io.github.chatkitbackend.error;

import org.jspecify.annotations.NullMarked;
