/**
 * Mints the short-lived client secrets that let a browser talk to OpenAI-hosted ChatKit.
 */
@NullMarked
package io.github.chatkitbackend.session;

import org.jspecify.annotations.NullMarked;
