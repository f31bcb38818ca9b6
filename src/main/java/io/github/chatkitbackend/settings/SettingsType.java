package io.github.chatkitbackend.settings;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * A record that settings are bound to.
 *
 * @param type the record's class
 * @param prefix the prefix of its properties
 */
record SettingsType(Class<?> type, String prefix) {

	private static final String ROOT_PACKAGE = ClassUtils.getPackageName(ClassUtils.getPackageName(SettingsType.class));

	/**
	 * Find the settings of this service.
	 */
	static List<SettingsType> findAll(@Nullable ClassLoader classLoader) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		List<SettingsType> types = new ArrayList<>();
		for (BeanDefinition settings : scanner.findCandidateComponents(ROOT_PACKAGE)) {
			types.add(of(ClassUtils.resolveClassName(String.valueOf(settings.getBeanClassName()), classLoader)));
		}
		return types;
	}

	private static SettingsType of(Class<?> type) {
		return new SettingsType(type,
				MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("prefix"));
	}

}
