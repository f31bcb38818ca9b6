package io.github.chatkitbackend.warmup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps what a rehearsal logs out of the log. The log belongs to the whole JVM, so lines
 * are recognized by their thread: all threads of a rehearsal descend from the one that
 * performs it.
 */
final class RehearsalLog extends TurboFilter implements AutoCloseable {

	private static final ThreadLocal<Boolean> SILENT = new InheritableThreadLocal<>();

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	/**
	 * Silence this thread, and those that it will start. The filter comes first, so that
	 * the one that counts lines for the metrics does not see these.
	 */
	RehearsalLog() {
		SILENT.set(true);
		this.context.getTurboFilterList().add(0, this);
	}

	@Override
	public FilterReply decide(Marker marker, Logger logger, Level level, String format, @Nullable Object[] parameters,
			Throwable failure) {
		return (SILENT.get() != null) ? FilterReply.DENY : FilterReply.NEUTRAL;
	}

	@Override
	public void close() {
		this.context.getTurboFilterList().remove(this);
		SILENT.remove();
	}

}
