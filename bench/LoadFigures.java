import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What {@link Load} has seen.
 */
final class LoadFigures {

	private static final double[] PERCENTILES = { 1, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100 };

	private final long start;

	private final int seconds;

	private final Series latencies = new Series();

	private final Series firsts = new Series();

	private final List<Series> windows = new ArrayList<>();

	private final Map<String, Integer> errors = new TreeMap<>();

	private final int[] errorsBySecond;

	private final int[] eventsBySecond;

	private int requests;

	private int left;

	private long events;

	private long deltas;

	private long merged;

	private long lost;

	private long doubled;

	LoadFigures(long start, int seconds) {
		this.start = start;
		this.seconds = seconds;
		this.errorsBySecond = new int[seconds];
		this.eventsBySecond = new int[seconds];
		for (int i = 0; i < seconds; i++) {
			this.windows.add(new Series());
		}
	}

	void event(long now) {
		this.events++;
		if (second(now) < this.seconds) {
			this.eventsBySecond[second(now)]++;
		}
	}

	/** A server may merge pieces of text, which are as many events of the model. */
	void delta(int pieces, long now) {
		this.deltas += pieces;
		this.merged += pieces - 1;
		this.events += pieces - 1;
		if (second(now) < this.seconds) {
			this.eventsBySecond[second(now)] += pieces - 1;
		}
	}

	void first(double millis) {
		this.firsts.add(millis);
	}

	void answered(double millis, long now) {
		this.requests++;
		this.latencies.add(millis);
		if (second(now) < this.seconds) {
			this.windows.get(second(now)).add(millis);
		}
	}

	void left() {
		this.left++;
	}

	void failed(String kind, long now) {
		this.requests++;
		this.errors.merge(kind, 1, Integer::sum);
		if (second(now) < this.seconds) {
			this.errorsBySecond[second(now)]++;
		}
	}

	/** Compare the text of an answer with the numbers that the stand-in has sent. */
	void check(CharSequence text, int numbers) {
		int[] seen = new int[numbers];
		int unknown = 0;
		for (String number : text.toString().trim().split(" ")) {
			int value = number.matches("\\d{1,6}") ? Integer.parseInt(number) : numbers;
			if (value < numbers) {
				seen[value]++;
			}
			else {
				unknown++;
			}
		}
		this.lost += Arrays.stream(seen).filter((count) -> count == 0).count();
		this.doubled += unknown + Arrays.stream(seen).filter((count) -> count > 1).count();
	}

	private int second(long now) {
		return (int) ((now - this.start) / 1_000_000_000);
	}

	String json() {
		int failed = this.errors.values().stream().mapToInt(Integer::intValue).sum();
		StringJoiner kinds = new StringJoiner(", ", "{", "}");
		this.errors.forEach((kind, count) -> kinds.add("\"%s\": %d".formatted(kind, count)));
		StringJoiner series = new StringJoiner(", ", "[", "]");
		for (int i = 0; i < this.seconds; i++) {
			Series window = this.windows.get(i);
			series.add(String.format(Locale.ROOT,
					"{\"answered\": %d, \"events\": %d, \"errors\": %d, \"p50_ms\": %.2f, \"p99_ms\": %.2f}", window.size,
					this.eventsBySecond[i], this.errorsBySecond[i], window.percentile(50), window.percentile(99)));
		}
		long eventsInTime = Arrays.stream(this.eventsBySecond).asLongStream().sum();
		int inTime = this.windows.stream().mapToInt((window) -> window.size).sum();
		return String.format(Locale.ROOT,
				"{\"requests\": %d, \"seconds\": %d, \"per_second\": %.1f, \"events\": %d, \"events_per_second\": %.1f, "
						+ "\"deltas\": %d, \"merged\": %d, \"lost\": %d, \"doubled\": %d, \"left\": %d, \"errors\": %d, \"error_kinds\": %s, "
						+ "\"latency_ms\": %s, \"first_ms\": %s, \"windows\": %s}",
				this.requests, this.seconds, (double) inTime / this.seconds, this.events,
				(double) eventsInTime / this.seconds, this.deltas, this.merged, this.lost, this.doubled, this.left, failed, kinds,
				this.latencies.json(), this.firsts.json(), series);
	}

	/**
	 * Milliseconds.
	 */
	private static final class Series {

		private float[] values = new float[64];

		private int size;

		private boolean sorted;

		void add(double value) {
			if (this.size == this.values.length) {
				this.values = Arrays.copyOf(this.values, this.size * 2);
			}
			this.values[this.size++] = (float) value;
			this.sorted = false;
		}

		double percentile(double percent) {
			if (this.size == 0) {
				return 0;
			}
			if (!this.sorted) {
				Arrays.sort(this.values, 0, this.size);
				this.sorted = true;
			}
			return this.values[Math.min((int) (this.size * percent / 100), this.size - 1)];
		}

		String json() {
			StringJoiner json = new StringJoiner(", ", "{", "}");
			for (double percent : PERCENTILES) {
				json.add("\"%s\": %s".formatted((percent == Math.rint(percent)) ? String.valueOf((int) percent) : percent,
						String.format(Locale.ROOT, "%.3f", percentile(percent))));
			}
			return json.toString();
		}

	}

}
