package io.github.chatkitbackend;

import java.util.Objects;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Makes any Spring Boot application that has this library on its class path the whole
 * service. It comes before Spring Boot's own configurations, which leave alone what
 * exists, and after the application, whose agent replaces the built-in one.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@Conditional(ChatKitBackendAutoConfiguration.OnOtherApplication.class)
@ComponentScan(excludeFilters = { @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
		@Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
		@Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ChatKitBackendApplication.class) })
@ConfigurationPropertiesScan
class ChatKitBackendAutoConfiguration {

	/**
	 * The application of the service itself scans for its components.
	 */
	static class OnOtherApplication implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Objects.requireNonNull(context.getBeanFactory())
				.getBeanNamesForType(ChatKitBackendApplication.class, true, false).length == 0;
		}

	}

}
