package io.github.chatkitbackend.chat.store;

/**
 * Imports into the embedded database.
 */
class ThreadImportSQLiteTests extends ThreadImportContract {

	@Override
	TestDatabase database() {
		return Databases.sqlite();
	}

}
