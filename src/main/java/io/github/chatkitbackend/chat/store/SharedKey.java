package io.github.chatkitbackend.chat.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A random key that survives restarts and that all replicas share, because it is stored
 * in the database. It is made when it is first needed.
 */
public class SharedKey implements Supplier<byte[]> {

	private static final int BYTES = 32;

	private final Database database;

	private final String name;

	private volatile byte @Nullable [] key;

	SharedKey(Database database, String name) {
		this.database = database;
		this.name = name;
	}

	@Override
	public byte[] get() {
		byte[] key = this.key;
		if (key == null) {
			key = Base64.getDecoder().decode(this.database.transaction("find_key", this::stored));
			this.key = key;
		}
		return key;
	}

	/**
	 * The replica that is first decides.
	 */
	private String stored() {
		byte[] random = new byte[BYTES];
		new SecureRandom().nextBytes(random);
		this.database.sql(Sql.SAVE_SECRET)
			.param("name", this.name)
			.param("value", Base64.getEncoder().encodeToString(random))
			.update();
		return this.database.sql(Sql.SECRET).param("name", this.name).query(String.class).single();
	}

}
