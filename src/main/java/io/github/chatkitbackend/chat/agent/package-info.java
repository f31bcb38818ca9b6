/**
 * What an integrator implements: an agent that answers, and the turn it answers in.
 */
@NullMarked
package io.github.chatkitbackend.chat.agent;

import org.jspecify.annotations.NullMarked;
