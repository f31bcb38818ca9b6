/**
 * Files that users attach to messages.
 */
@NullMarked
package io.github.chatkitbackend.chat.attachment;

import org.jspecify.annotations.NullMarked;
