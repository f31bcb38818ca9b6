package io.github.chatkitbackend.chat.store;

/**
 * Stored data in the embedded database.
 */
class StoredDataSQLiteTests extends StoredDataContract {

	@Override
	TestDatabase database() {
		return Databases.sqlite();
	}

}
