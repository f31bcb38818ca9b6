package io.github.chatkitbackend;

import java.util.Set;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.util.Assert;

/**
 * Owns the stand-in for OpenAI, the services and their reset between tests. JUnit's
 * stores close what this extension starts: shared services at the end of the run, others
 * at the end of their test.
 */
class ChatKitExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(ChatKitExtension.class);

	/** Each takes about 20 MB. */
	private static final int MAX_SERVICES = 8;

	private static final Set<Class<?>> TYPES = Set.of(Backend.class, OpenAIStandIn.class, Services.class);

	/**
	 * The parameters of a constructor belong to the test, not to its class.
	 */
	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (annotation(context).shared()) {
			shared(context).reset();
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		running(context).reset();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return TYPES.contains(parameter.getParameter().getType());
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (type == OpenAIStandIn.class) {
			return running(context).openai();
		}
		return (type == Services.class) ? services(context) : running(context).get(settings(context));
	}

	/**
	 * The log belongs to the whole JVM, so whoever changes it runs without the others.
	 */
	private static RunningServices running(ExtensionContext context) {
		boolean changesLogging = settings(context).changeLogging();
		if (annotation(context).shared()) {
			Assert.state(!changesLogging, "Settings of the log need shared = false");
			return shared(context);
		}
		if (changesLogging) {
			shared(context).closeServices();
		}
		return context.getStore(NAMESPACE)
			.computeIfAbsent("own", (_) -> new RunningServices(MAX_SERVICES), RunningServices.class);
	}

	/**
	 * Classes that run side by side share nothing. A class has the services of one that
	 * has ended, if there is one.
	 */
	private static RunningServices shared(ExtensionContext context) {
		SharedServices pool = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent("shared", (_) -> new SharedServices(MAX_SERVICES), SharedServices.class);
		return context.getStore(NAMESPACE)
			.computeIfAbsent("loan", (_) -> pool.lend(), SharedServices.Loan.class)
			.services();
	}

	private static Services services(ExtensionContext context) {
		RunningServices running = running(context);
		return context.getStore(NAMESPACE)
			.computeIfAbsent(context.getUniqueId(), (_) -> new Services(running), Services.class);
	}

	private static Settings settings(ExtensionContext context) {
		ChatKitTest test = annotation(context);
		return Settings.of(test.settings(), test.beans());
	}

	private static ChatKitTest annotation(ExtensionContext context) {
		return context.getTestMethod()
			.flatMap((method) -> AnnotationSupport.findAnnotation(method, ChatKitTest.class))
			.or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ChatKitTest.class,
					context.getEnclosingTestClasses()))
			.orElseThrow();
	}

}
