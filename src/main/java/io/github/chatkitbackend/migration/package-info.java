/**
 * The command that copies the conversations of hosted workflows from OpenAI.
 */
@NullMarked
package io.github.chatkitbackend.migration;

import org.jspecify.annotations.NullMarked;
