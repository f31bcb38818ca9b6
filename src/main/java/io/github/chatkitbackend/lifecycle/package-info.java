/**
 * How the service ends.
 */
@NullMarked
package io.github.chatkitbackend.lifecycle;

import org.jspecify.annotations.NullMarked;
