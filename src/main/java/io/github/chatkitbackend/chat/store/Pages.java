package io.github.chatkitbackend.chat.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Reads pages. One row more than the page has tells whether the list goes on.
 */
final class Pages {

	private Pages() {
	}

	/**
	 * The position before the first row.
	 */
	static Long start(PageRequest request) {
		return (request.order() == Order.ASC) ? Long.MIN_VALUE : Long.MAX_VALUE;
	}

	/**
	 * Read rows, one more than the page has.
	 */
	static List<Row> rows(StatementSpec statement, PageRequest request) {
		return statement.param("limit", request.limit() + 1).query(Row::of).list();
	}

	/**
	 * Make a page of rows. That takes longer than reading them, so it must not keep the
	 * connection.
	 */
	static <T> Page<T> of(List<Row> rows, PageRequest request, Function<String, T> read) {
		boolean hasMore = rows.size() > request.limit();
		List<Row> page = hasMore ? rows.subList(0, request.limit()) : rows;
		return new Page<>(page.stream().map(Row::document).map(read).toList(), hasMore,
				hasMore ? page.getLast().id() : null);
	}

	/**
	 * A row of a list.
	 *
	 * @param id the id
	 * @param document the JSON
	 */
	record Row(String id, String document) {

		static Row of(ResultSet row, int number) throws SQLException {
			return new Row(row.getString("id"), row.getString("document"));
		}

	}

}
