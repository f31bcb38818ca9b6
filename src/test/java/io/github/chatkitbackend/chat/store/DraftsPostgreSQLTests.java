package io.github.chatkitbackend.chat.store;

/**
 * Drafts in PostgreSQL.
 */
class DraftsPostgreSQLTests extends DraftsContract {

	@Override
	TestDatabase database() {
		return Databases.postgreSQL();
	}

}
