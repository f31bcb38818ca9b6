/**
 * Configuration by environment variables and the {@code .env} file, and the report of all
 * problems with it.
 */
@NullMarked
package io.github.chatkitbackend.settings;

import org.jspecify.annotations.NullMarked;
