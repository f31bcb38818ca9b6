package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Spreads calls over several connection pools. OkHttp searches a pool one connection
 * after another, each with a lock, so that the cost of a call grows with the calls under
 * way. The first lane that has room takes a call: while there is little to do, few
 * connections are open, and they are warm.
 */
class ConnectionLanes implements AutoCloseable {

	/** Calls under way in a lane, which keeps as many connections. */
	static final int WIDTH = 32;

	private final List<Lane> lanes = new ArrayList<>();

	/**
	 * Set up the lanes.
	 * @param client what all of them have in common
	 * @param maxConcurrent most calls under way at a time
	 */
	ConnectionLanes(OkHttpClient client, int maxConcurrent) {
		for (int calls = WIDTH; calls < maxConcurrent; calls += WIDTH) {
			this.lanes.add(lane(client, WIDTH));
		}
		// Takes whoever finds no other
		this.lanes.add(lane(client, Integer.MAX_VALUE));
	}

	private static Lane lane(OkHttpClient client, int places) {
		ConnectionPool pool = new ConnectionPool(WIDTH, 5, TimeUnit.MINUTES);
		OkHttpClient own = client.newBuilder().dispatcher(new Dispatcher()).connectionPool(pool).build();
		return new Lane(own, new Semaphore(places));
	}

	/**
	 * Make a call in a lane.
	 * @param <T> its result
	 * @param request what to send
	 * @param use makes the call
	 * @return its result
	 * @throws IOException when the call fails
	 */
	<T> T call(Request request, Use<T> use) throws IOException {
		try (Place place = enter()) {
			return use.of(place.newCall(request));
		}
	}

	/**
	 * Take a place in a lane, for a call that outlives the method that makes it.
	 * @return the place, which has to be given back
	 */
	Place enter() {
		return new Place(this.lanes.stream().filter((lane) -> lane.places.tryAcquire()).findFirst().orElseThrow());
	}

	@Override
	public void close() {
		for (Lane lane : this.lanes) {
			lane.client.dispatcher().executorService().shutdown();
			lane.client.connectionPool().evictAll();
		}
	}

	private record Lane(OkHttpClient client, Semaphore places) {
	}

	/**
	 * Room for one call.
	 */
	record Place(Lane lane) implements AutoCloseable {

		Call newCall(Request request) {
			return this.lane.client.newCall(request);
		}

		/**
		 * Give the place back, once.
		 */
		@Override
		public void close() {
			this.lane.places.release();
		}

	}

	/**
	 * What is done with a call.
	 *
	 * @param <T> its result
	 */
	interface Use<T> {

		/**
		 * Make the call.
		 * @param call the call
		 * @return its result
		 * @throws IOException when it fails
		 */
		T of(Call call) throws IOException;

	}

}
