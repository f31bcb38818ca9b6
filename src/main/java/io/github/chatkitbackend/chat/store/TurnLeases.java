package io.github.chatkitbackend.chat.store;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.protocol.ChatId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Ensures that a thread has one turn at a time, across all replicas. A newer turn wins:
 * it first announces that it wants the thread, then waits until the older one releases
 * it, and at last takes it by force.
 */
public class TurnLeases {

	private final Database database;

	private final InstantSource clock;

	TurnLeases(Database database, InstantSource clock) {
		this.database = database;
		this.clock = clock;
	}

	/**
	 * Announce a turn. Older turns of the thread learn that they must end.
	 * @param owner the owner of the thread
	 * @param threadId the thread, which need not exist yet
	 * @return the lease, which is not acquired yet
	 */
	public TurnLease claim(Owner owner, String threadId) {
		TurnLease lease = lease(owner, threadId, false);
		lease.claim();
		return lease;
	}

	/**
	 * Begin with the turn that creates a thread, with its first change. Nobody else can
	 * want the thread, because its id is new.
	 * @param owner the owner of the thread
	 * @param threadId the new id
	 * @return the lease
	 */
	public TurnLease ofNewThread(Owner owner, String threadId) {
		return lease(owner, threadId, true);
	}

	private TurnLease lease(Owner owner, String threadId, boolean createsThread) {
		String turn = ChatId.TASK.next();
		Writes writes = new Writes(this.database, this.clock, owner, threadId, turn);
		return new TurnLease(this.database, writes, turn, createsThread);
	}

	/**
	 * Find the leases whose turns must end, because a newer turn wants the thread or the
	 * thread was deleted.
	 * @param leases any leases
	 * @return those of them that are superseded
	 */
	public List<TurnLease> superseded(Collection<TurnLease> leases) {
		if (leases.isEmpty()) {
			return List.of();
		}
		Map<String, @Nullable String> wanted = wantedTurns(
				leases.stream().map(TurnLease::threadId).distinct().toList());
		return leases.stream().filter((lease) -> lease.isSuperseded(wanted.get(lease.threadId()))).toList();
	}

	private Map<String, @Nullable String> wantedTurns(List<String> threads) {
		Map<String, @Nullable String> wanted = new HashMap<>();
		RowCallbackHandler read = (row) -> wanted.put(row.getString("id"), row.getString("wanted_turn"));
		this.database.poll(() -> {
			this.database.sql(Sql.WANTED_OF_ALL).param("threads", Database.padded(threads)).query(read);
			return wanted;
		});
		return wanted;
	}

}
