/**
 * Calls to OpenAI's API, and the translation of their failures to API errors.
 */
@NullMarked
package io.github.chatkitbackend.openai;

import org.jspecify.annotations.NullMarked;
