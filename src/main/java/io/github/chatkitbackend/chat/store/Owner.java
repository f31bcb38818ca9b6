package io.github.chatkitbackend.chat.store;

import java.util.List;

import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;

/**
 * Whose threads they are. The name of a user and the cookie of a visitor never mean the
 * same owner.
 *
 * @param key the owner as it is stored
 */
public record Owner(String key) {

	/**
	 * The owner of the threads of an end user.
	 * @param user the end user
	 * @return the owner
	 */
	public static Owner of(EndUser user) {
		return switch (user.source()) {
			case TOKEN, SERVER, CLAIM -> user(user.id());
			case COOKIE -> visitor(user.id());
		};
	}

	/**
	 * The owner of threads of OpenAI, which knows the users of hosted sessions by their
	 * ids only.
	 * @param id the user at OpenAI
	 * @return the owner
	 */
	public static Owner ofHosted(UserId id) {
		return id.isVisitor() ? visitor(id) : user(id);
	}

	/**
	 * All owners that an id can mean.
	 * @param id the id of a user or of a visitor
	 * @return the owners
	 */
	static List<Owner> allOf(UserId id) {
		return List.of(user(id), visitor(id));
	}

	private static Owner user(UserId id) {
		return new Owner("user:" + escape(id));
	}

	private static Owner visitor(UserId id) {
		return new Owner("visitor:" + escape(id));
	}

	/**
	 * PostgreSQL does not store the character 0. Different ids remain different.
	 */
	private static String escape(UserId id) {
		return id.value().replace("\\", "\\\\").replace("\0", "\\0");
	}

	@Override
	public String toString() {
		return "Owner[***]";
	}

}
