package io.github.chatkitbackend.chat.store;

/**
 * Stored data in PostgreSQL.
 */
class StoredDataPostgreSQLTests extends StoredDataContract {

	@Override
	TestDatabase database() {
		return Databases.postgreSQL();
	}

}
