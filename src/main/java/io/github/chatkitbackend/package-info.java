/**
 * The backend of OpenAI's ChatKit widget.
 */
@NullMarked
package io.github.chatkitbackend;

import org.jspecify.annotations.NullMarked;
