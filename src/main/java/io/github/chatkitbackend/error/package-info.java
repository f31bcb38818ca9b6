/**
 * Error responses, which all have the same body.
 */
@NullMarked
package io.github.chatkitbackend.error;

import org.jspecify.annotations.NullMarked;
