/**
 * The description of the API, for machines and for people.
 */
@NullMarked
package io.github.chatkitbackend.docs;

import org.jspecify.annotations.NullMarked;
