package io.github.chatkitbackend.chat.store;

/**
 * Leases of turns in PostgreSQL.
 */
class TurnLeasesPostgreSQLTests extends TurnLeasesContract {

	@Override
	TestDatabase database() {
		return Databases.postgreSQL();
	}

}
