/**
 * The session endpoint, which creates client secrets with which browsers use ChatKit.
 */
@NullMarked
package io.github.chatkitbackend.session;

import org.jspecify.annotations.NullMarked;
