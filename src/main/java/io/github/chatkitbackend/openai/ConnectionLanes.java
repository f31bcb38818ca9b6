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
 * Distributes calls over several connection pools. OkHttp searches a pool one connection
 * after another and locks each, so the cost of a call grows with the number of concurrent
 * calls. Each call uses the first lane with capacity, so that few connections are open
 * under low load, and they stay warm.
 */
class ConnectionLanes implements AutoCloseable {

	/** The number of concurrent calls and of pooled connections in a lane. */
	static final int WIDTH = 32;

	private final List<Lane> lanes = new ArrayList<>();

	/**
	 * Create the lanes.
	 * @param client the client whose configuration all lanes share
	 * @param maxConcurrent maximum number of concurrent calls
	 */
	ConnectionLanes(OkHttpClient client, int maxConcurrent) {
		for (int calls = WIDTH; calls < maxConcurrent; calls += WIDTH) {
			this.lanes.add(lane(client, WIDTH));
		}
		// The last lane has no limit, so that every call finds a lane
		this.lanes.add(lane(client, Integer.MAX_VALUE));
	}

	private static Lane lane(OkHttpClient client, int places) {
		ConnectionPool pool = new ConnectionPool(WIDTH, 5, TimeUnit.MINUTES);
		OkHttpClient own = client.newBuilder().dispatcher(new Dispatcher()).connectionPool(pool).build();
		return new Lane(own, new Semaphore(places));
	}

	/**
	 * Make a call in a lane.
	 * @param <T> the type of the result
	 * @param request the request to send
	 * @param use executes the call
	 * @return the result
	 * @throws IOException if the call fails
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
	 * Executes a call.
	 *
	 * @param <T> the type of the result
	 */
	interface Use<T> {

		/**
		 * Execute the call.
		 * @param call the call
		 * @return the result
		 * @throws IOException if the call fails
		 */
		T of(Call call) throws IOException;

	}

}
