/**
 * Tools of MCP servers, which the operator configures.
 */
@NullMarked
package io.github.chatkitbackend.chat.mcp;

import org.jspecify.annotations.NullMarked;
