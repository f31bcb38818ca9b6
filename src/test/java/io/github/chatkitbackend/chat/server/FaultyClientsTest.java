package io.github.chatkitbackend.chat.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.chatkitbackend.ChatKitTest;

/**
 * A test of what clients can do wrong. All of them share one service, whose answers come
 * from the stand-in's model.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ChatKitTest(beans = Connections.class,
		settings = { "CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_THREAD_TITLES_ENABLED=false",
				"CHATKIT_KEEP_ALIVE=1s", "CHATKIT_ALLOWED_ORIGINS=https://app.example.com" })
@interface FaultyClientsTest {

}
