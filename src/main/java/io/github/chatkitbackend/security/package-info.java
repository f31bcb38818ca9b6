/**
 * Authentication, authorization and CORS.
 */
@NullMarked
package io.github.chatkitbackend.security;

import org.jspecify.annotations.NullMarked;
