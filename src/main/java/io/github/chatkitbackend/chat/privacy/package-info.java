/**
 * Deletion and export of everything that is stored about a user, for the operator.
 */
@NullMarked
package io.github.chatkitbackend.chat.privacy;

import org.jspecify.annotations.NullMarked;
