package io.github.smallwright.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.github.smallwright.";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
            .importPackages("io.github.smallwright");

    @Test
    void toolsKnowNothingToTheirLeft() {
        noClasses()
                .that(resideInAPackage(ROOT + "tools.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "agents..", ROOT + "orchestration..", ROOT + "samples.."))
                .check(MAIN);
    }

    @Test
    void agentsKnowNothingToTheirLeft() {
        noClasses()
                .that(resideInAPackage(ROOT + "agents.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "orchestration..", ROOT + "samples.."))
                .check(MAIN);
    }

    @Test
    void theEngineDoesNotKnowLangChain4j() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOT + "orchestration.graph..",
                        ROOT + "orchestration.run..",
                        ROOT + "orchestration.bus..",
                        ROOT + "orchestration.journal..",
                        ROOT + "orchestration.engine..",
                        ROOT + "orchestration.cli..",
                        ROOT + "tools.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.langchain4j.."))
                .check(MAIN);
    }

    @Test
    void onlyOrchestrationKnowsJGraphT() {
        noClasses()
                .that(resideInAnyPackage(ROOT + "agents..", ROOT + "tools.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.jgrapht.."))
                .check(MAIN);
    }

    @Test
    void nobodyOutsideUsesWhatIsInternal() {
        classes()
                .that(resideInAPackage("..internal.."))
                .should(new ArchCondition<>("be used by the package around only") {
                    @Override
                    public void check(JavaClass used, ConditionEvents events) {
                        String around = used.getPackageName().replaceAll("\\.internal(\\..*)?$", "");
                        used.getDirectDependenciesToSelf().stream()
                                .filter(use ->
                                        !use.getOriginClass().getPackageName().startsWith(around))
                                .forEach(use -> events.add(SimpleConditionEvent.violated(used, use.getDescription())));
                    }
                })
                .check(MAIN);
    }

    @Test
    void packagesDoNotKnowEachOtherInCircles() {
        slices().matching(ROOT + "(orchestration|agents|tools).(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void nothingBlocksOutsideTheCommandLine() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(ROOT + "orchestration.cli..", ROOT + "bench..")))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it blocks",
                        call -> (call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                                        && call.getTarget().getName().startsWith("block"))
                                || (call.getTargetOwner().isEquivalentTo(Thread.class)
                                        && call.getTarget().getName().equals("sleep"))))
                .check(MAIN);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that()
                .areStatic()
                .and(DescribedPredicate.describe(
                        "are not the compiler's", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .check(MAIN);
    }

    @Test
    void noPublicSignatureHasAMapToObject() {
        methods()
                .that()
                .arePublic()
                .should(new ArchCondition<>("have no Map<String, Object>") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        String signature = method.reflect().toGenericString();
                        if (signature.contains("java.util.Map<java.lang.String, java.lang.Object>")) {
                            events.add(SimpleConditionEvent.violated(method, signature));
                        }
                    }
                })
                .check(MAIN);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Map<String, Set<JavaClass>> byPackage = new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .importPackages("io.github.smallwright")
                        .stream()
                        .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.toSet()));
        org.assertj.core.api.Assertions.assertThat(byPackage).isNotEmpty();
        org.assertj.core.api.Assertions.assertThat(byPackage.entrySet())
                .allSatisfy(entry -> org.assertj.core.api.Assertions.assertThat(entry.getValue())
                        .as("package-info of %s", entry.getKey())
                        .anyMatch(type -> type.getSimpleName().equals("package-info")));
    }
}
