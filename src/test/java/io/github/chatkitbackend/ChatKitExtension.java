package io.github.chatkitbackend;

import java.util.Set;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

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
		shared(context).reset();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		shared(context).reset();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return TYPES.contains(parameter.getParameter().getType());
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (type == OpenAIStandIn.class) {
			return shared(context).openai();
		}
		return (type == Services.class) ? services(context) : backend(context);
	}

	private static Backend backend(ExtensionContext context) {
		ChatKitTest test = annotation(context);
		Settings settings = Settings.of(test.settings(), test.beans());
		if (test.shared()) {
			return shared(context).get(settings);
		}
		Services services = services(context);
		return context.getStore(NAMESPACE).computeIfAbsent(settings, (_) -> services.start(settings), Backend.class);
	}

	private static ChatKitTest annotation(ExtensionContext context) {
		return context.getTestMethod()
			.flatMap((method) -> AnnotationSupport.findAnnotation(method, ChatKitTest.class))
			.or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ChatKitTest.class,
					context.getEnclosingTestClasses()))
			.orElseThrow();
	}

	private static Services services(ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(context.getUniqueId(), (_) -> new Services(shared(context)), Services.class);
	}

	private static SharedServices shared(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(SharedServices.class, (_) -> new SharedServices(MAX_SERVICES), SharedServices.class);
	}

}
