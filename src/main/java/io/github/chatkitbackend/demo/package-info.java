/**
 * A demo page for the widget. If the widget stays blank, the page shows the likely cause
 * and the solution.
 */
@NullMarked
package io.github.chatkitbackend.demo;

import org.jspecify.annotations.NullMarked;
