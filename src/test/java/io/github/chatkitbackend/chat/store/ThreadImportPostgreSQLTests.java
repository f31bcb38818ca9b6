package io.github.chatkitbackend.chat.store;

/**
 * Imports into PostgreSQL.
 */
class ThreadImportPostgreSQLTests extends ThreadImportContract {

	@Override
	TestDatabase database() {
		return Databases.postgreSQL();
	}

}
