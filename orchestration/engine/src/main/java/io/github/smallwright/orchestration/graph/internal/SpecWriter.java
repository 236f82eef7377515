package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.AgentSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.EdgeSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.OutputSpec;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what was declared as it stands in files, in the short forms: the other direction of {@link RecordReader}. */
public final class SpecWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build();

    private SpecWriter() {}

    /** The graph as YAML. */
    public static String yaml(GraphSpec spec) {
        ObjectNode tree = tree(spec);
        spec.agents().forEach((name, agent) -> {
            if (!isFile(spec, agent) && !agent.prompt().endsWith("\n")) {
                ((ObjectNode) tree.get("agents").get(name)).put("prompt", agent.prompt() + "\n");
            }
        });
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A graph that was read cannot be written", e);
        }
    }

    private static boolean isFile(GraphSpec spec, AgentSpec agent) {
        return Agents.promptFile(spec, agent).isPresent();
    }

    static ObjectNode tree(GraphSpec spec) {
        return (ObjectNode) record(spec);
    }

    private static JsonNode record(Object record) {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!Names.ignored(component)) {
                JsonNode value = value(read(component, record));
                if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                    object.set(Names.key(component), value);
                }
            }
        }
        return shortened(record, object);
    }

    private static JsonNode shortened(Object record, ObjectNode object) {
        if (record instanceof EdgeSpec edge) {
            object.remove("path");
            return object.isEmpty()
                    ? NODES.textNode(edge.path())
                    : NODES.objectNode().set(edge.path(), object);
        }
        if (record instanceof OutputSpec output && output.kind().isEmpty()) {
            return object.get("fields");
        }
        String plain = ShortForms.PLAIN.get(record.getClass());
        return plain != null && object.size() == 1 && object.has(plain) ? object.get(plain) : object;
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + record.getClass().getSimpleName() + " cannot be read", e);
        }
    }

    private static JsonNode value(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? value(optional.get()) : NODES.nullNode();
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, inner) -> object.set(key.toString(), value(inner)));
            return object;
        } else if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(inner -> array.add(value(inner)));
            return array;
        } else if (value instanceof Record inner) {
            return record(inner);
        } else if (value instanceof Duration duration) {
            return NODES.textNode(Durations.written(duration));
        } else if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        } else if (value instanceof Integer number) {
            return NODES.numberNode(number);
        } else if (value instanceof Long number) {
            return NODES.numberNode(number);
        } else if (value instanceof Boolean yes) {
            return NODES.booleanNode(yes);
        }
        return NODES.textNode(value.toString());
    }
}
