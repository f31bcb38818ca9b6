package io.github.chatkitbackend;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.agent.Agent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ReflectionUtils;

/**
 * Turns chat on if the application has an agent of its own, which needs neither a model
 * nor an account. An import selector that selects nothing, because import selectors are
 * called before the settings are checked and before conditions.
 */
class ApplicationAgent implements ImportSelector {

	private static final String MODEL = "chatkit.model";

	private final ConfigurableEnvironment environment;

	private final ListableBeanFactory beans;

	ApplicationAgent(Environment environment, BeanFactory beans) {
		this.environment = (ConfigurableEnvironment) environment;
		this.beans = (ListableBeanFactory) beans;
	}

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		if (!this.environment.containsProperty(MODEL) && hasAgent()) {
			boolean sessions = this.environment.containsProperty("chatkit.workflow.id")
					|| this.environment.containsProperty("chatkit.workflows");
			Map<String, Object> defaults = sessions ? Map.of(MODEL, "application")
					: Map.of(MODEL, "application", "openai.api-key", "none");
			this.environment.getPropertySources().addLast(new MapPropertySource("application agent", defaults));
		}
		return new String[0];
	}

	/**
	 * The methods of configuration classes are not among the beans yet.
	 */
	private boolean hasAgent() {
		return this.beans.getBeanNamesForType(Agent.class, true, false).length > 0
				|| Stream.of(this.beans.getBeanDefinitionNames())
					.map((name) -> this.beans.getType(name, false))
					.anyMatch(ApplicationAgent::createsAgent);
	}

	private static boolean createsAgent(@Nullable Class<?> type) {
		return type != null && Arrays.stream(ReflectionUtils.getDeclaredMethods(type))
			.anyMatch((method) -> Agent.class.isAssignableFrom(method.getReturnType())
					&& AnnotatedElementUtils.hasAnnotation(method, Bean.class));
	}

}
