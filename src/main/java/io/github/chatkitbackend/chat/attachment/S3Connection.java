package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;

/**
 * The connection to an S3-compatible store. It logs the start and the end of an outage,
 * not each failure.
 */
class S3Connection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(S3Connection.class);

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

	private static final int ATTEMPTS = 2;

	private final S3Client client;

	private final S3Presigner presigner;

	private final AtomicBoolean available = new AtomicBoolean(true);

	S3Connection(S3Properties properties) {
		// Servers other than Amazon's know buckets by paths, and no checksums in trailers
		S3Configuration configuration = S3Configuration.builder()
			.pathStyleAccessEnabled(properties.endpoint() != null)
			.chunkedEncodingEnabled(false)
			.build();
		Region region = Region.of(properties.regionOrDefault());
		S3ClientBuilder clients = clients().region(region).serviceConfiguration(configuration);
		S3Presigner.Builder presigners = S3Presigner.builder().region(region).serviceConfiguration(configuration);
		if (properties.endpoint() != null) {
			URI endpoint = URI.create(properties.endpoint().value());
			clients.endpointOverride(endpoint);
			presigners.endpointOverride(endpoint);
		}
		this.client = clients.build();
		this.presigner = presigners.build();
	}

	private static S3ClientBuilder clients() {
		return S3Client.builder()
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
			.overrideConfiguration((settings) -> settings.retryStrategy((retries) -> retries.maxAttempts(ATTEMPTS)))
			.httpClientBuilder(
					UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(READ_TIMEOUT));
	}

	/**
	 * Call the store.
	 * @throws FilesUnavailableException if it does not answer, or refuses the call
	 */
	<T> T call(Function<S3Client, T> call) {
		try {
			T answer = call.apply(this.client);
			answered();
			return answer;
		}
		catch (S3Exception ex) {
			throw isAboutTheFile(ex) ? ex : unavailable(ex);
		}
		catch (SdkException ex) {
			throw unavailable(ex);
		}
	}

	/**
	 * Make a URL for one request. That takes credentials, but no call of the store.
	 * @throws FilesUnavailableException if there are no credentials
	 */
	<T extends PresignedRequest> T presign(Function<S3Presigner, T> sign) {
		try {
			return sign.apply(this.presigner);
		}
		catch (SdkException ex) {
			throw unavailable(ex);
		}
	}

	/**
	 * The file does not exist, or it is not the expected version.
	 */
	private static boolean isAboutTheFile(S3Exception ex) {
		return ex.statusCode() == HttpStatus.PRECONDITION_FAILED.value() || "NoSuchKey".equals(errorCode(ex));
	}

	private static String errorCode(AwsServiceException ex) {
		AwsErrorDetails details = ex.awsErrorDetails();
		return (details != null && details.errorCode() != null) ? details.errorCode() : "";
	}

	private void answered() {
		if (this.available.compareAndSet(false, true)) {
			logger.info("The store of attached files answers again");
		}
	}

	private FilesUnavailableException unavailable(SdkException ex) {
		if (this.available.compareAndSet(true, false)) {
			logger.warn(
					"The store of attached files does not answer or refuses to: {}. Check CHATKIT_S3_BUCKET, "
							+ "CHATKIT_S3_ENDPOINT and CHATKIT_S3_REGION, and the credentials that the AWS SDK finds",
					reason(ex));
		}
		return new FilesUnavailableException(ex);
	}

	/**
	 * The store's own texts may repeat what was sent.
	 */
	private static String reason(SdkException ex) {
		if (ex instanceof AwsServiceException refusal) {
			return "%d %s".formatted(refusal.statusCode(), errorCode(refusal));
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		return (cause instanceof IOException) ? cause.toString()
				: String.valueOf(cause.getMessage()).replaceAll("(?s)[(:].*", "");
	}

	@Override
	public void close() {
		this.presigner.close();
		this.client.close();
	}

}
