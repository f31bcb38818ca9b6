package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Room for a number of calls at a time.
 */
class Places {

	private final Semaphore free;

	Places(int number, MeterRegistry meters, String gauge, String description) {
		this.free = new Semaphore(number);
		Gauge.builder(gauge, () -> number - this.free.availablePermits()).description(description).register(meters);
	}

	/**
	 * Take a place.
	 * @throws ApiException when all of them are taken
	 */
	void take() {
		if (!this.free.tryAcquire()) {
			throw new ApiException(ErrorCode.OVERLOADED,
					"This service is too busy at the moment. Try again after the time in Retry-After.",
					Duration.ofSeconds(1), null);
		}
	}

	void giveBack() {
		this.free.release();
	}

}
