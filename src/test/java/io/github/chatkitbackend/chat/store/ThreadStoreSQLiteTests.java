package io.github.chatkitbackend.chat.store;

/**
 * Threads in the embedded database.
 */
class ThreadStoreSQLiteTests extends ThreadStoreContract {

	@Override
	TestDatabase database() {
		return Databases.sqlite();
	}

}
