package com.example.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * ChatKit Backend with an agent that LangChain4j runs.
 */
@SpringBootApplication
public class LangChain4jApplication {

	public static void main(String[] args) {
		SpringApplication.run(LangChain4jApplication.class, args);
	}

	@Bean
	StreamingChatModel chatModel(@Value("${openai.base-url:https://api.openai.com/v1}") String baseUrl,
			@Value("${openai.api-key}") String apiKey, @Value("${shop.model:gpt-5.1}") String model) {
		return OpenAiStreamingChatModel.builder().baseUrl(baseUrl).apiKey(apiKey).modelName(model).build();
	}

}
