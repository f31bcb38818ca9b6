/**
 * The one upstream: OpenAI's API, how it is called and how its failures read to our
 * callers.
 */
@NullMarked
package io.github.chatkitbackend.openai;

import org.jspecify.annotations.NullMarked;
