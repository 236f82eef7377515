package io.github.smallwright.orchestration.graph;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow as it was declared, in a file or in Java; nothing but the form has been checked. Names of the format are
 * those of the components, with hyphens.
 *
 * @param smallwright version of the format, 1
 * @param graph the graph's name
 * @param description for readers, without effect
 * @param input what a run must be given, by name
 * @param output name of the node whose artefact leaves the graph; may be left out with one node
 * @param models by alias the model's name as {@code provider:id}
 * @param agents by name
 * @param nodes by name
 * @param edges may be left out with one node
 * @param budget limits of one run
 * @param origin where it was declared
 */
public record GraphSpec(
        int smallwright,
        String graph,
        Optional<String> description,
        Optional<Map<String, InputSpec>> input,
        Optional<String> output,
        Map<String, String> models,
        Map<String, AgentSpec> agents,
        Map<String, NodeSpec> nodes,
        Optional<List<EdgeSpec>> edges,
        Optional<BudgetSpec> budget,
        @JsonIgnore Origin origin) {

    public GraphSpec {
        input = input.map(GraphSpec::ordered);
        models = ordered(models);
        agents = ordered(agents);
        nodes = ordered(nodes);
        edges = edges.map(List::copyOf);
    }

    /**
     * One input.
     *
     * @param type text, number, boolean, java, python, javascript or json
     * @param fallback the value used if none is given
     * @param secret whether it is never journaled, not unless given
     */
    public record InputSpec(
            String type, @JsonProperty("default") Optional<String> fallback, Optional<Boolean> secret) {}

    /**
     * An agent.
     *
     * @param models aliases in the order in which they are tried
     * @param prompt path of a file under the graph's folder, or the prompt itself if it contains a line break
     * @param output text unless given
     * @param maxTokens limit of one reply, 512 unless given
     * @param minTokens the least that a tight budget may cut that limit to, 64 unless given
     */
    public record AgentSpec(
            List<String> models,
            String prompt,
            Optional<OutputSpec> output,
            Optional<Integer> maxTokens,
            Optional<Integer> minTokens) {}

    /** The shape of a reply: a {@code kind} (text, java, python, javascript), or fields with their types. */
    public record OutputSpec(Optional<String> kind, Map<String, String> fields) {
        public OutputSpec {
            fields = ordered(fields);
        }
    }

    /**
     * A node: one of {@code agent}, {@code tool} and {@code subgraph} is given.
     *
     * @param tool a tool handed over in Java, as {@code java:name}
     * @param subgraph path of a graph file under the graph's folder
     * @param with by input of that graph, or parameter of the tool, the path of its value here
     * @param each path of a list: the node runs once for each of its items
     * @param parallel items under way at once, 8 unless given
     * @param partial whether items that end badly are reported in the list, not unless given
     * @param gates what judges each candidate, in this order
     * @param attempts attempts per model, 1 unless given
     * @param retries attempts that replace interrupted ones, 1 unless given
     * @param timeout limit of one call, 2 minutes unless given
     * @param deadline limit of the whole node, 10 minutes unless given
     * @param otherwise abstain unless given
     * @param join all unless given
     */
    public record NodeSpec(
            Optional<String> agent,
            Optional<String> tool,
            Optional<String> subgraph,
            Optional<Map<String, String>> with,
            Optional<String> each,
            Optional<Integer> parallel,
            Optional<Boolean> partial,
            Optional<List<GateSpec>> gates,
            Optional<Integer> attempts,
            Optional<Integer> retries,
            Optional<Duration> timeout,
            Optional<Duration> deadline,
            Optional<String> otherwise,
            Optional<String> join) {

        /** A node that calls this tool. */
        public static NodeSpec calling(String tool, Map<String, String> with) {
            return new NodeSpec(
                    Optional.empty(),
                    Optional.of(tool),
                    Optional.empty(),
                    Optional.of(Map.copyOf(with)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** A node that asks this agent, all else as it is unless given. */
        public static NodeSpec asking(String agent, int attempts, List<GateSpec> gates) {
            return new NodeSpec(
                    Optional.of(agent),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(List.copyOf(gates)),
                    Optional.of(attempts),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * A gate: exactly one of the first seven is given.
     *
     * @param plain a gate without settings: {@code compile}, or {@code java:name}
     * @param test path of the value that holds the tests
     * @param schema a JSON Schema file under the graph's folder
     * @param judge the agent that is asked
     * @param feedback the agent whose remarks inform a further attempt
     * @param accept on a judge: the condition on {@code reply} that accepts
     * @param name on a judge: its name in verdicts, the agent's unless given
     */
    public record GateSpec(
            Optional<String> plain,
            Optional<String> test,
            Optional<LengthSpec> length,
            Optional<PatternSpec> pattern,
            Optional<String> schema,
            Optional<String> judge,
            Optional<String> feedback,
            Optional<String> accept,
            Optional<String> name) {}

    /** Bounds of a text's length; {@code unit} is words, characters or lines, words unless given. */
    public record LengthSpec(Optional<Integer> min, Optional<Integer> max, Optional<String> unit) {}

    /** A regular expression that the artefact must, or must not, contain, and what its author is told otherwise. */
    public record PatternSpec(Optional<String> must, Optional<String> mustNot, Optional<String> message) {}

    /**
     * One edge, or several in a row.
     *
     * @param path node names, as in {@code start -> write -> end}
     * @param when CEL condition
     * @param max makes it a back edge: rounds in total
     * @param outcome the end of the source that it catches: abstained, failed or exhausted
     */
    public record EdgeSpec(String path, Optional<String> when, Optional<Integer> max, Optional<String> outcome) {}

    /** Limits of one run; what is left out does not bind. Money is in US dollars. */
    public record BudgetSpec(
            Optional<Long> tokens, Optional<BigDecimal> money, Optional<Integer> calls, Optional<Duration> time) {}

    /** A place in a file, counted from 1; 0 and 0 where there is no file. */
    public record Place(int line, int column) {}

    /**
     * Where a spec was declared.
     *
     * @param file as problems name it
     * @param folder of the file; files named in it must lie under it
     * @param places by JSON pointer the place of a value, by {@code key:} and the pointer that of its key
     */
    public record Origin(String file, Optional<Path> folder, Map<String, Place> places) {
        public Origin {
            places = Map.copyOf(places);
        }

        /** Declared in Java. */
        public static Origin java(String name) {
            return new Origin("java:" + name, Optional.empty(), Map.of());
        }
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
