/**
 * Threads and their items in a database, each visible to its owner only.
 */
@NullMarked
package io.github.chatkitbackend.chat.store;

import org.jspecify.annotations.NullMarked;
