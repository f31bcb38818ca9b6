package io.github.chatkitbackend.chat.store;

/**
 * All statements. They work in SQLite and in PostgreSQL, and each finds its rows by an
 * index.
 */
enum Sql {

	PING("select 1"),

	THREAD("select document from threads where id = :thread and owner = :owner"),

	THREAD_POSITION("select sequence from threads where id = :cursor and owner = :owner"),

	THREADS_ASC("""
			select id, document from threads
			where owner = :owner and sequence > :position order by sequence limit :limit"""),

	THREADS_DESC("""
			select id, document from threads
			where owner = :owner and sequence < :position order by sequence desc limit :limit"""),

	/** Leaves a thread alone that somebody else owns or another turn has created. */
	SAVE_THREAD("""
			insert into threads (id, owner, touched_at, document, turn, wanted_turn)
			values (:thread, :owner, :now, :document, :turn, :turn)
			on conflict (id) do update set document = excluded.document, touched_at = excluded.touched_at
			where threads.owner = excluded.owner and (excluded.turn is null or threads.turn = excluded.turn)"""),

	DELETE_THREAD("delete from threads where id = :thread and owner = :owner"),

	ITEM("""
			select document from items where thread_id = :thread and id = :item
			and exists (select 1 from threads where id = :thread and owner = :owner)"""),

	ITEM_POSITION("""
			select sequence from items where thread_id = :thread and id = :cursor
			and exists (select 1 from threads where id = :thread and owner = :owner)"""),

	ITEMS_ASC("""
			select id, document from items where thread_id = :thread and sequence > :position
			and exists (select 1 from threads where id = :thread and owner = :owner)
			order by sequence limit :limit"""),

	ITEMS_DESC("""
			select id, document from items where thread_id = :thread and sequence < :position
			and exists (select 1 from threads where id = :thread and owner = :owner)
			order by sequence desc limit :limit"""),

	SAVE_ITEM("""
			insert into items (thread_id, id, document)
			select id, :item, :document from threads where id = :thread and owner = :owner
			on conflict (thread_id, id) do update set document = excluded.document"""),

	SAVE_FEEDBACK("""
			update items set feedback = :feedback where thread_id = :thread and id in (:items)
			and exists (select 1 from threads where id = :thread and owner = :owner)"""),

	FEEDBACK_OF_THREAD("""
			select id, feedback from items where thread_id = :thread and feedback is not null
			and exists (select 1 from threads where id = :thread and owner = :owner)"""),

	DELETE_ITEM("""
			delete from items where thread_id = :thread and id = :item
			and exists (select 1 from threads where id = :thread and owner = :owner)"""),

	/** Also locks the thread until the transaction ends. */
	TOUCH("update threads set touched_at = :now where id = :thread and owner = :owner"),

	TOUCH_HELD("update threads set touched_at = :now where id = :thread and owner = :owner and turn = :turn"),

	TOUCH_AND_RELEASE("""
			update threads set touched_at = :now, turn = null
			where id = :thread and owner = :owner and turn = :turn"""),

	CLAIM("update threads set wanted_turn = :turn where id = :thread and owner = :owner"),

	ACQUIRE("""
			update threads set turn = :turn where id = :thread and owner = :owner and wanted_turn = :turn
			and (turn is null or turn = :turn)"""),

	ACQUIRE_BY_FORCE("""
			update threads set turn = :turn where id = :thread and owner = :owner and wanted_turn = :turn"""),

	WANTED("select wanted_turn from threads where id = :thread and owner = :owner"),

	WANTED_OF_ALL("select id, wanted_turn from threads where id in (:threads)"),

	RELEASE("update threads set turn = null where id = :thread and owner = :owner and turn = :turn"),

	/** A turn that does not hold the thread any more stores nothing. */
	SAVE_DRAFT("""
			insert into drafts (thread_id, id, turn, saved_at, document)
			select id, :item, :turn, :now, :document from threads
			where id = :thread and owner = :owner and turn = :turn
			on conflict (thread_id, id) do update
			set turn = excluded.turn, saved_at = excluded.saved_at, document = excluded.document"""),

	DELETE_DRAFT("delete from drafts where thread_id = :thread and id = :item"),

	DELETE_DRAFTS("delete from drafts where thread_id = :thread"),

	/** An item that is stored is newer than its draft. */
	KEEP_DRAFTS_OF_THREAD("""
			insert into items (thread_id, id, document)
			select thread_id, id, document from drafts where thread_id = :thread
			on conflict (thread_id, id) do nothing"""),

	ABANDONED_DRAFT("select id from drafts where saved_at < :before limit 1"),

	KEEP_DRAFTS("""
			insert into items (thread_id, id, document)
			select thread_id, id, document from drafts where saved_at < :before
			on conflict (thread_id, id) do nothing"""),

	DELETE_ABANDONED_DRAFTS("delete from drafts where saved_at < :before"),

	THREADS_OF_OWNER("select id from threads where owner = :owner order by sequence limit :limit"),

	COUNT_ITEMS("select count(*) from items where thread_id in (:threads)"),

	DELETE_THREADS("delete from threads where id in (:threads) and owner = :owner"),

	CREATE_ATTACHMENT("""
			insert into attachments (id, owner, name, type, image, expires_at)
			values (:attachment, :owner, :name, :type, :image, :expires)"""),

	/** Not one whose thread or user is gone, and whose bytes are deleted soon. */
	ATTACHMENT("""
			select id, thread_id, name, type, image, size from attachments
			where id = :attachment and (thread_id is not null or expires_at > 0)"""),

	ATTACHMENT_OF_OWNER("""
			select id, thread_id, name, type, image, size from attachments
			where id = :attachment and owner = :owner and (thread_id is not null or expires_at > 0)"""),

	ATTACHMENTS_OF_OWNER("""
			select id, thread_id, name, type, image, size from attachments
			where owner = :owner and (thread_id is not null or expires_at > 0) order by sequence"""),

	COUNT_UNSENT("""
			select count(*) from attachments where owner = :owner and thread_id is null and expires_at > 0"""),

	/** Later uploads of the same file change nothing. */
	SAVE_UPLOAD("update attachments set type = :type, size = :size where id = :attachment and size is null"),

	/** From now on, the file lives as long as its thread. */
	SEND_ATTACHMENT("""
			update attachments set thread_id = :thread, expires_at = 0
			where id = :attachment and owner = :owner and thread_id is null"""),

	EXPIRED_ATTACHMENTS("select id from attachments where thread_id is null and expires_at < :now limit :limit"),

	EXPIRE_ATTACHMENT("update attachments set expires_at = 0 where id = :attachment and thread_id is null"),

	EXPIRE_ATTACHMENTS("""
			update attachments set expires_at = 0
			where owner = :owner and thread_id is null and expires_at > 0"""),

	DELETE_ATTACHMENT("delete from attachments where id = :attachment"),

	SAVE_SECRET("insert into secrets (name, value) values (:name, :value) on conflict (name) do nothing"),

	SECRET("select value from secrets where name = :name"),

	/**
	 * Threads that come from elsewhere stand before those of this service, by their age.
	 */
	IMPORT_THREAD("""
			insert into threads (sequence, id, owner, touched_at, document)
			select coalesce(max(sequence), :position) + 1, :thread, :owner, :now, :document
			from threads where sequence > :position and sequence < :end
			on conflict (id) do nothing"""),

	/** SQLite counts on from the last row, even if that one was imported. */
	PLACE_OWN_THREADS("""
			update threads set sequence = sequence + :position where sequence < 0
			and (select i.id from imported_threads i where i.id = threads.id) is null"""),

	/** Leaves a thread alone that was used since. */
	UPDATE_IMPORTED("""
			update threads set document = :document, touched_at = :now
			where id = :thread and owner = :owner and touched_at = :before"""),

	IMPORTED("""
			select i.touched_at, i.digest, t.touched_at as touched_here
			from imported_threads i left join threads t on t.id = i.id where i.id = :thread"""),

	SAVE_IMPORTED("""
			insert into imported_threads (id, touched_at, digest) values (:thread, :now, :digest)
			on conflict (id) do update set touched_at = excluded.touched_at, digest = excluded.digest"""),

	UNTOUCHED_THREADS("select id from threads where touched_at < :before order by touched_at limit :limit"),

	DELETE_UNTOUCHED("delete from threads where id in (:threads) and touched_at < :before");

	private final String text;

	Sql(String text) {
		this.text = text;
	}

	String text() {
		return this.text;
	}

}
