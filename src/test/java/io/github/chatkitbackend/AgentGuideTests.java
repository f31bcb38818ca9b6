package io.github.chatkitbackend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippets of {@code docs/agent.md} compile, with the imports that the guide names.
 */
class AgentGuideTests {

	private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(?<code>.*?)```");

	private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (?<name>\\w+)");

	private static final String IMPORTS = """
			import java.io.*;
			import java.net.URI;
			import java.net.http.*;
			import java.net.http.HttpResponse.BodyHandlers;
			import java.time.*;
			import java.util.*;
			import java.util.stream.*;
			import io.github.chatkitbackend.chat.agent.*;
			import io.github.chatkitbackend.chat.protocol.*;
			import io.github.chatkitbackend.chat.testing.*;
			import io.github.chatkitbackend.chat.tool.*;
			import io.github.chatkitbackend.chat.widget.ActionConfig;
			import io.github.chatkitbackend.chat.widget.Button;
			import io.github.chatkitbackend.chat.widget.Card;
			import io.github.chatkitbackend.chat.widget.Markdown;
			import io.github.chatkitbackend.chat.widget.Text;
			import io.github.chatkitbackend.identity.EndUser;
			import io.github.chatkitbackend.identity.UserId;
			import org.junit.jupiter.api.Test;
			import org.jspecify.annotations.Nullable;
			import org.springframework.boot.*;
			import org.springframework.boot.autoconfigure.*;
			import org.springframework.stereotype.*;
			import tools.jackson.databind.*;
			import tools.jackson.databind.json.*;
			import tools.jackson.databind.node.*;
			import static org.assertj.core.api.Assertions.*;
			""";

	@Test
	void containsThePomOfTheExample() throws IOException {
		assertThat(Files.readString(Path.of("../docs/agent.md")))
			.contains("```xml\n" + Files.readString(Path.of("../examples/own-agent/pom.xml")) + "```");
	}

	@Test
	void compiles(@TempDir Path output) throws IOException {
		Map<String, String> sources = new LinkedHashMap<>();
		Matcher snippets = SNIPPET.matcher(Files.readString(Path.of("../docs/agent.md")));
		while (snippets.find()) {
			String code = snippets.group("code");
			Matcher type = CLASS.matcher(code);
			assertThat(type.find()).as(code).isTrue();
			sources.put(type.group("name"), IMPORTS + code);
		}
		assertThat(sources).hasSizeGreaterThan(10);
		List<String> messages = JavaCompilation.compile(output, sources);
		assertThat(messages).isEmpty();
	}

}
