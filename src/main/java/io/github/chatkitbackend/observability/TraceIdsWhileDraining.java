package io.github.chatkitbackend.observability;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryEventPublisherBeansApplicationListener;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps the trace id in the log until the last request has ended. Spring Boot removes it
 * as soon as the context starts to close, which is before the web server drains.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceIdsWhileDraining implements ApplicationListener<ContextClosedEvent>, DisposableBean {

	private final OpenTelemetryEventPublisherBeansApplicationListener publishers = new OpenTelemetryEventPublisherBeansApplicationListener();

	private final ApplicationContext context;

	TraceIdsWhileDraining(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		// The context of the management port closes too, but has no publishers
		if (event.getApplicationContext() == this.context) {
			this.publishers.onApplicationEvent(new ContextRefreshedEvent(this.context));
		}
	}

	@Override
	public void destroy() {
		this.publishers.onApplicationEvent(new ContextClosedEvent(this.context));
	}

}
