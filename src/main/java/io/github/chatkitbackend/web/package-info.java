/**
 * What HTTP needs below the features: Tomcat's settings and errors, and the deadlines and
 * name resolution of the HTTP clients.
 */
@NullMarked
package io.github.chatkitbackend.web;

import org.jspecify.annotations.NullMarked;
