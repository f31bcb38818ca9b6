package io.github.chatkitbackend.chat.template;

/**
 * A template cannot be rendered. The message says why, as a sentence without an end.
 */
class TemplateException extends Exception {

	TemplateException(String message) {
		super(message);
	}

}
