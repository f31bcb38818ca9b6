/**
 * How the service is configured: environment variables, the {@code .env} file, and one
 * report of all that is wrong with them.
 */
@NullMarked
package io.github.chatkitbackend.settings;

import org.jspecify.annotations.NullMarked;
