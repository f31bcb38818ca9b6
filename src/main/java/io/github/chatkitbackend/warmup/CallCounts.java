package io.github.chatkitbackend.warmup;

/**
 * How many calls of each kind a rehearsal has made.
 *
 * @param messages messages that were answered
 * @param lookups requests for threads and items
 * @param sessions hosted sessions that were created
 */
record CallCounts(long messages, long lookups, long sessions) {

	@Override
	public String toString() {
		return "%d messages, %d lookups, %d sessions".formatted(this.messages, this.lookups, this.sessions);
	}

}
