package io.github.chatkitbackend.chat.store;

/**
 * Leases of turns in the embedded database.
 */
class TurnLeasesSQLiteTests extends TurnLeasesContract {

	@Override
	TestDatabase database() {
		return Databases.sqlite();
	}

}
