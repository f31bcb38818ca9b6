package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;

/**
 * The server does not know the session any more, and has not looked at the request.
 */
class UnknownSessionException extends IOException {

	UnknownSessionException() {
		super("The server does not know the session");
	}

}
