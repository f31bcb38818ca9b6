/**
 * What our HTTP clients share: how long they may take, and how they resolve names.
 */
@NullMarked
package io.github.chatkitbackend.http;

import org.jspecify.annotations.NullMarked;
