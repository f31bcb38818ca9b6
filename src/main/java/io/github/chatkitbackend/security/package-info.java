/**
 * Who may call what.
 */
@NullMarked
package io.github.chatkitbackend.security;

import org.jspecify.annotations.NullMarked;
