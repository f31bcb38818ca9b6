import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Writes conversations into the database of a service that does not run, in the form in
 * which the service stores them. Each thread has its own owner, {@code user:reader-N}.
 *
 * <pre>java -cp 'LIB/*' bench/Fill.java JDBC_URL [PREFIX:THREADS:ITEMS ...]</pre>
 */
final class Fill {

	private static final String THREAD = """
			{"id":"%s","created_at":"%s","title":"Shade","status":{"type":"active"},"metadata":{}}""";

	private static final String QUESTION = """
			{"type":"user_message","id":"%s","thread_id":"%s","created_at":"%s","content":[{"type":"input_text",\
			"text":"Which plants grow in the shade?"}],"attachments":[],"inference_options":{}}""";

	private static final String ANSWER = """
			{"type":"assistant_message","id":"%s","thread_id":"%s","created_at":"%s","content":[{"type":"output_text",\
			"text":"Ferns, hostas and ivy do. They want moist soil, and no sun at noon.","annotations":[]}]}""";

	private final Instant now = Instant.now();

	private final PreparedStatement threads;

	private final PreparedStatement items;

	private Fill(Connection connection) throws SQLException {
		this.threads = connection
			.prepareStatement("insert into threads (id, owner, touched_at, document) values (?, ?, ?, ?)");
		this.items = connection.prepareStatement("insert into items (thread_id, id, document) values (?, ?, ?)");
	}

	public static void main(String[] args) throws SQLException {
		try (Connection connection = DriverManager.getConnection(args[0])) {
			connection.setAutoCommit(false);
			Fill fill = new Fill(connection);
			for (int i = 1; i < args.length; i++) {
				String[] parts = args[i].split(":");
				for (int number = 0; number < Integer.parseInt(parts[1]); number++) {
					fill.thread(parts[0] + number, number, Integer.parseInt(parts[2]));
				}
			}
			connection.commit();
		}
	}

	private void thread(String id, int owner, int count) throws SQLException {
		this.threads.setString(1, id);
		this.threads.setString(2, "user:reader-" + owner);
		this.threads.setLong(3, this.now.toEpochMilli());
		this.threads.setString(4, THREAD.formatted(id, this.now));
		this.threads.executeUpdate();
		for (int i = 0; i < count; i++) {
			String item = "msg_%s_%d".formatted(id, i);
			this.items.setString(1, id);
			this.items.setString(2, item);
			this.items.setString(3, ((i % 2 == 0) ? QUESTION : ANSWER).formatted(item, id, this.now));
			this.items.addBatch();
		}
		this.items.executeBatch();
	}

}
