/**
 * What an operator sees of a running service: traces, trace ids, and the format of the
 * log. The features register their metrics themselves.
 */
@NullMarked
package io.github.chatkitbackend.observability;

import org.jspecify.annotations.NullMarked;
