package io.github.chatkitbackend.chat.store;

/**
 * Drafts in the embedded database.
 */
class DraftsSQLiteTests extends DraftsContract {

	@Override
	TestDatabase database() {
		return Databases.sqlite();
	}

}
