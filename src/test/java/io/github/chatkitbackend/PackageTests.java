package io.github.chatkitbackend;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/**
 * The features stand in one direction, so that each can be read by itself.
 */
class PackageTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.github.chatkitbackend");

	@Test
	void haveNoCycles() {
		SlicesRuleDefinition.slices()
			.matching("io.github.chatkitbackend.(*)..")
			.should()
			.beFreeOfCycles()
			.check(CLASSES);
	}

	@Test
	void dependOnlyOnWhatTheyNeed() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.layer("session")
			.definedBy("..chatkitbackend.session..")
			.layer("openai")
			.definedBy("..chatkitbackend.openai..")
			.layer("identity")
			.definedBy("..chatkitbackend.identity..")
			.layer("security")
			.definedBy("..chatkitbackend.security..")
			.layer("ratelimit")
			.definedBy("..chatkitbackend.ratelimit..")
			.layer("health")
			.definedBy("..chatkitbackend.health..")
			.whereLayer("session")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("health")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("openai")
			.mayOnlyBeAccessedByLayers("session")
			.whereLayer("identity")
			.mayOnlyBeAccessedByLayers("session")
			.whereLayer("ratelimit")
			.mayOnlyBeAccessedByLayers("session")
			.whereLayer("security")
			.mayOnlyBeAccessedByLayers("identity", "ratelimit", "session")
			.check(CLASSES);
	}

}
