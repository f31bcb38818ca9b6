/**
 * Identification of the end user, by whom OpenAI isolates conversations.
 */
@NullMarked
package io.github.chatkitbackend.identity;

import org.jspecify.annotations.NullMarked;
