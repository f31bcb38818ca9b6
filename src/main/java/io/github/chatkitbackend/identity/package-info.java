/**
 * Who the end user is: OpenAI isolates conversations by this answer.
 */
@NullMarked
package io.github.chatkitbackend.identity;

import org.jspecify.annotations.NullMarked;
