package io.github.chatkitbackend.chat.attachment;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.github.chatkitbackend.Backend;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A real S3-compatible server, which checks signatures. It runs in a process of its own,
 * with the class path that the build has written. The credentials of the services in this
 * JVM are those of {@link #shared}.
 */
public final class S3Server implements Closeable {

	/** The key of all services in this JVM. */
	public static final String SECRET = "secret-key-of-the-s3-tests";

	private static final String ACCESS_KEY = "AKIAOFTHES3TESTS";

	private static final String BUCKET = "chatkit-files";

	private static final Pattern PORT = Pattern.compile("\\{127\\.0\\.0\\.1:([1-9]\\d*)}");

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final String secret;

	private final Path directory;

	private Process process;

	private int port;

	private S3Server(String secret) {
		System.setProperty("aws.accessKeyId", ACCESS_KEY);
		System.setProperty("aws.secretAccessKey", SECRET);
		this.secret = secret;
		try {
			this.directory = Files.createTempDirectory("s3");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		restart();
	}

	/**
	 * Start a server.
	 * @param secret the secret key that it expects
	 * @return the running server
	 */
	public static S3Server start(String secret) {
		return new S3Server(secret);
	}

	/**
	 * The server that most tests use. It ends with the JVM.
	 * @return the running server
	 */
	public static S3Server shared() {
		return Shared.INSTANCE;
	}

	/**
	 * Start the server again, empty, on the port that it had.
	 */
	public void restart() {
		try {
			Files.writeString(this.directory.resolve("logback.xml"), """
					<configuration>
						<appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
							<encoder><pattern>%msg%n</pattern></encoder>
						</appender>
						<root level="INFO"><appender-ref ref="OUT"/></root>
					</configuration>""");
			Path settings = Files.writeString(this.directory.resolve("s3.properties"), """
					s3proxy.endpoint=http://127.0.0.1:%d
					s3proxy.authorization=aws-v4
					s3proxy.identity=%s
					s3proxy.credential=%s
					s3proxy.cors-allow-all=true
					jclouds.provider=transient-nio2
					jclouds.identity=none
					jclouds.credential=none
					""".formatted(this.port, ACCESS_KEY, this.secret));
			Path output = this.directory.resolve("output.txt");
			this.process = new ProcessBuilder(command(settings)).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			this.port = awaitPort(output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		try (S3Client client = client()) {
			client.createBucket((create) -> create.bucket(BUCKET));
		}
	}

	private List<String> command(Path settings) throws IOException {
		// The tests run in the build directory
		String classPath = Files.readString(Path.of("s3proxy.classpath"));
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Dlogback.configurationFile=" + this.directory.resolve("logback.xml"), "-cp",
				classPath, "org.gaul.s3proxy.Main", "--properties", settings.toString());
	}

	private int awaitPort(Path output) {
		return await().atMost(PATIENCE)
			.until(() -> PORT.matcher(Files.readString(output)).results().findFirst(),
					(found) -> found.isPresent() || !this.process.isAlive())
			.map((found) -> Integer.parseInt(found.group(1)))
			.orElseThrow(() -> new IllegalStateException("The S3 server did not start"));
	}

	/**
	 * The settings of a service that stores files here.
	 * @return settings
	 */
	public String[] settings() {
		return new String[] { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_THREAD_TITLES_ENABLED=false",
				"CHATKIT_BACKEND_TOKEN=token", "CHATKIT_S3_BUCKET=" + BUCKET, "CHATKIT_S3_ENDPOINT=" + endpoint() };
	}

	/**
	 * The URL of the server.
	 * @return the URL
	 */
	public String endpoint() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * The keys of the objects of an attachment.
	 * @param attachment the attachment's id
	 * @return keys
	 */
	public List<String> keys(String attachment) {
		try (S3Client client = client()) {
			return client.listObjectsV2((list) -> list.bucket(BUCKET))
				.contents()
				.stream()
				.map(S3Object::key)
				.filter((key) -> key.contains(attachment))
				.toList();
		}
	}

	/**
	 * Delete what nobody sees any more, as a service does each minute.
	 * @param backend the service
	 */
	public static void deleteExpired(Backend backend) {
		backend.bean(ExpiredAttachments.class).delete();
	}

	private S3Client client() {
		return S3Client.builder()
			.endpointOverride(URI.create(endpoint()))
			.region(Region.US_EAST_1)
			.forcePathStyle(true)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, this.secret)))
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.build();
	}

	/**
	 * Stop the server.
	 */
	public void stop() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		stop();
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

	/**
	 * The shared server, started on first use.
	 */
	private static final class Shared {

		static final S3Server INSTANCE = start();

		private static S3Server start() {
			S3Server server = new S3Server(SECRET);
			Runtime.getRuntime().addShutdownHook(new Thread(server::close));
			return server;
		}

	}

}
