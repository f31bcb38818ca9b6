package io.github.chatkitbackend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Skips tests on machines without Node.js.
 */
public class Node implements ExecutionCondition {

	private static final Logger logger = LoggerFactory.getLogger(Node.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (isInstalled("node") && isInstalled("npm")) {
			return ConditionEvaluationResult.enabled("Node.js is installed");
		}
		String reason = "Skipped, as Node.js is not installed: apt-get install nodejs npm";
		logger.warn("{}: {}", context.getRequiredTestClass().getSimpleName(), reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	private static boolean isInstalled(String name) {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, name)));
	}

}
