package io.github.chatkitbackend.docs;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the OpenAPI description and Swagger UI as static files. The description is
 * written by hand, because generating it would slow down every start and describe less.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "chatkit.docs.enabled", matchIfMissing = true)
class DocsConfiguration implements WebMvcConfigurer {

	private final String swaggerUi;

	DocsConfiguration(@Value("${swagger-ui.version}") String swaggerUiVersion) {
		this.swaggerUi = "classpath:/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion + "/";
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "docs");
		registry.addViewController("/docs").setViewName("forward:/docs/index.html");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/openapi.json").addResourceLocations("classpath:/docs/");
		registry.addResourceHandler("/docs/**").addResourceLocations("classpath:/docs/", this.swaggerUi);
	}

}
