package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.protocol.ThreadItem;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Keeps answers in progress, so that a process that is killed loses almost nothing of
 * what its users have seen. A turn deletes its drafts when it ends.
 */
public class Drafts {

	/**
	 * Turns that end wait until the drafts of their batch are stored, each of them with a
	 * connection.
	 */
	private static final int BATCH = 200;

	private final Database database;

	private final InstantSource clock;

	Drafts(Database database, InstantSource clock) {
		this.database = database;
		this.clock = clock;
	}

	/**
	 * Store drafts, or renew what is stored of them. Turns that do not hold their thread
	 * any more store nothing.
	 * @param drafts answers in progress, by the turns that write them
	 */
	public void save(Map<TurnLease, ? extends Collection<ThreadItem>> drafts) {
		List<MapSqlParameterSource> rows = new ArrayList<>();
		long now = this.clock.millis();
		drafts.forEach((lease,
				items) -> items.forEach((item) -> rows.add(lease.parameters()
					.addValue("item", item.id())
					.addValue("now", now)
					.addValue("document", Documents.write(item)))));
		for (int from = 0; from < rows.size(); from += BATCH) {
			List<MapSqlParameterSource> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
			this.database.transaction("save_drafts", () -> {
				this.database.batch(Sql.SAVE_DRAFT, batch);
				return batch.size();
			});
		}
	}

	/**
	 * Make items of the drafts that are no longer renewed.
	 * @param age how long they have not been renewed
	 * @return the number of drafts
	 */
	int keepAbandoned(Duration age) {
		long before = this.clock.instant().minus(age).toEpochMilli();
		if (this.database
			.poll(() -> this.database.sql(Sql.ABANDONED_DRAFT).param("before", before).query().listOfRows())
			.isEmpty()) {
			return 0;
		}
		return this.database.transaction("keep_drafts", () -> {
			this.database.sql(Sql.KEEP_DRAFTS).param("before", before).update();
			return this.database.sql(Sql.DELETE_ABANDONED_DRAFTS).param("before", before).update();
		});
	}

}
