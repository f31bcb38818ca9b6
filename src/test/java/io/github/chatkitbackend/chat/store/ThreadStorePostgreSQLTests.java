package io.github.chatkitbackend.chat.store;

/**
 * Threads in PostgreSQL.
 */
class ThreadStorePostgreSQLTests extends ThreadStoreContract {

	@Override
	TestDatabase database() {
		return Databases.postgreSQL();
	}

}
