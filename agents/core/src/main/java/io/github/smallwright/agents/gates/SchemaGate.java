package io.github.smallwright.agents.gates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Validates JSON against a schema that refers to nothing outside itself. */
record SchemaGate(Schema schema) implements Gate {

    private static final int REPORTED = 5;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static SchemaGate of(String jsonSchema) {
        try {
            Schema schema = registry().getSchema(MAPPER.readTree(jsonSchema));
            schema.initializeValidators();
            return new SchemaGate(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema is not JSON: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the schema cannot be used: %s; references must stay within it".formatted(e.getMessage()), e);
        }
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .regularExpressionFactory(regex -> {
                    Pattern pattern = Pattern.compile(regex);
                    return value -> pattern.matcher(value).find();
                })
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    }

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public Kind kind() {
        return Kind.FORM;
    }

    @Override
    public Mono<Verdict> judge(Candidate candidate) {
        return Mono.fromSupplier(() -> verdict(candidate.artefact()));
    }

    private Verdict verdict(String artefact) {
        JsonNode json;
        try {
            json = MAPPER.readTree(artefact);
        } catch (JsonProcessingException e) {
            return new Verdict.Revise("not JSON: " + e.getOriginalMessage(), 0);
        }
        List<Error> errors = schema.validate(json);
        return errors.isEmpty()
                ? new Verdict.Accept("fits the schema")
                : new Verdict.Revise(
                        errors.stream().limit(REPORTED).map(Error::toString).collect(Collectors.joining("\n")), 0);
    }
}
