package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.EdgeSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Origin;
import io.github.smallwright.orchestration.graph.GraphSpec.OutputSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes the records of the format as a JSON Schema. */
public final class SpecSchema implements CustomDefinitionProviderV2 {

    private SpecSchema() {}

    /** The schema of a whole file. */
    public static ObjectNode generate() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.FLATTENED_OPTIONALS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        config.forFields()
                .withPropertyNameOverrideResolver(SpecSchema::key)
                .withRequiredCheck(field -> !field.isFakeContainerItemScope()
                        && field.getRawMember().getType() != Optional.class)
                .withIgnoreCheck(field -> field.getRawMember().getType() == Origin.class
                        || field.getName().equals("plain")
                        || field.getName().equals("path"));
        config.forTypesInGeneral().withCustomDefinitionProvider(new SpecSchema());
        return new SchemaGenerator(config.build()).generateSchema(GraphSpec.class);
    }

    private static String key(FieldScope field) {
        return field.getName().equals("fallback") ? "default" : Names.hyphenated(field.getName());
    }

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        ObjectNode node = context.getGeneratorConfig().createObjectNode();
        if (raw == Duration.class) {
            return new CustomDefinition(node.put("type", "string").put("pattern", "^" + Durations.REGEX + "$"));
        }
        if (!ShortForms.PLAIN.containsKey(raw)) {
            return null;
        }
        ArrayNode forms = node.putArray("anyOf");
        forms.addObject().put("type", "string");
        if (raw == OutputSpec.class) {
            forms.addObject()
                    .put("type", "object")
                    .putObject("additionalProperties")
                    .put("type", "string");
        } else if (raw == EdgeSpec.class) {
            ObjectNode edge = forms.addObject().put("type", "object").put("maxProperties", 1);
            edge.set("additionalProperties", context.createStandardDefinition(type, this));
        } else {
            forms.add(context.createStandardDefinition(type, this));
        }
        return new CustomDefinition(
                node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
    }
}
