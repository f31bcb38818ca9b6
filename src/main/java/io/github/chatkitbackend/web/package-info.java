/**
 * HTTP infrastructure: Tomcat's settings and errors, request limits, and the deadlines,
 * name resolution and event streams of the HTTP clients.
 */
@NullMarked
package io.github.chatkitbackend.web;

import org.jspecify.annotations.NullMarked;
