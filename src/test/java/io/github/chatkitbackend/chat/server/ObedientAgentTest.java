package io.github.chatkitbackend.chat.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.UserToken;

/**
 * A test whose methods say what the agent does. All of them share one service.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ChatKitTest(beans = ObedientAgent.class, settings = { "CHATKIT_MODEL=obedient", "CHATKIT_BACKEND_TOKEN=token",
		"CHATKIT_JWT_SECRET=" + UserToken.SECRET })
@interface ObedientAgentTest {

}
