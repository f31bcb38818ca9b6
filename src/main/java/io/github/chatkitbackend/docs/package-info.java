/**
 * The API documentation: the OpenAPI description and Swagger UI.
 */
@NullMarked
package io.github.chatkitbackend.docs;

import org.jspecify.annotations.NullMarked;
