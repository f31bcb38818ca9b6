/**
 * A demo page with the widget and a console of its own for the chat. If the widget stays
 * blank, the page shows the likely cause and the solution.
 */
@NullMarked
package io.github.chatkitbackend.demo;

import org.jspecify.annotations.NullMarked;
