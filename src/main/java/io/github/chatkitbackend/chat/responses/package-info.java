/**
 * The built-in agent: it answers with a model of OpenAI's Responses API.
 */
@NullMarked
package io.github.chatkitbackend.chat.responses;

import org.jspecify.annotations.NullMarked;
