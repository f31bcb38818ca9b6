package io.github.chatkitbackend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Looks for an agent of the application before anything of the service is configured.
 */
@AutoConfiguration(before = ChatKitBackendAutoConfiguration.class)
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@Import(ApplicationAgent.class)
class ApplicationAgentAutoConfiguration {

}
