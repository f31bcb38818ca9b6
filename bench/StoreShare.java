import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts in a recording the samples of CPU time, and those of them that belong to the
 * store: its calls, and the threads that run the statements.
 *
 * <pre>java bench/StoreShare.java RECORDING</pre>
 */
final class StoreShare {

	private static final String STORE = "io.github.chatkitbackend.chat.store.Database";

	private static final Set<String> THREADS = Set.of("sqlite", "postgresql");

	private int samples;

	private int store;

	private int failed;

	public static void main(String[] args) throws IOException {
		StoreShare share = new StoreShare();
		try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
			while (recording.hasMoreEvents()) {
				share.count(recording.readEvent());
			}
		}
		System.out.printf("JSON {\"samples\": %d, \"store\": %d, \"without_stack\": %d}%n", share.samples, share.store,
				share.failed);
	}

	private void count(RecordedEvent event) {
		if (!event.getEventType().getName().equals("jdk.CPUTimeSample")) {
			return;
		}
		RecordedThread thread = event.getThread("eventThread");
		boolean statements = thread != null && thread.getJavaName() != null
				&& THREADS.contains(thread.getJavaName());
		if (!statements && event.getStackTrace() == null) {
			this.failed++;
			return;
		}
		this.samples++;
		if (statements || event.getStackTrace().getFrames().stream().anyMatch(StoreShare::isStore)) {
			this.store++;
		}
	}

	private static boolean isStore(RecordedFrame frame) {
		return frame.isJavaFrame() && frame.getMethod().getType().getName().equals(STORE);
	}

}
