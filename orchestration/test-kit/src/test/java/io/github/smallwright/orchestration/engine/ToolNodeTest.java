package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Tool;
import io.github.smallwright.tools.ToolCall;
import io.github.smallwright.tools.ToolResult;
import io.github.smallwright.tools.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ToolNodeTest {

    private final Scripted scripted = new Scripted();
    private final ScriptedModel writer = scripted.model("writer");
    private final List<ToolCall> calls = new ArrayList<>();

    @AfterEach
    void close() {
        scripted.close();
    }

    private static final String GRAPH =
            """
            input: { topic: text }
            output: shout
            agents:
              writer: { models: [writer], prompt: "Write on {{input.topic}}\\n" }
            nodes:
              write: { agent: writer }
              shout: { tool: java:shout, with: { text: write }, timeout: 5s }
            edges: [ start -> write -> shout -> end ]
            """;

    private Tool tool(ToolSpec spec, Function<ToolCall, Mono<ToolResult>> work) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return spec;
            }

            @Override
            public Mono<ToolResult> call(ToolCall call) {
                calls.add(call);
                return work.apply(call);
            }
        };
    }

    @Test
    void aFunctionIsGivenItsArgumentsAndItsTextGoesOn() {
        writer.replies("tides rise");
        scripted.tool(Tool.function("shout", given -> given.get("text").toUpperCase(java.util.Locale.ROOT), "text"));
        Run run = scripted.start(GRAPH, Inputs.of("topic", "tides"));

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> {
            assertThat(it.text()).isEqualTo("TIDES RISE");
            assertThat(it.author()).isEqualTo("tool shout");
            assertThat(it.assurance()).isEqualTo(Assurance.UNCHECKED);
        });
        assertThat(Scripted.events(run))
                .filteredOn(RunEvent.Invoked.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aCallCarriesTheIdOfItsTask() {
        writer.replies("tides rise");
        scripted.tool(tool(ToolSpec.of("shout", "text"), call -> Mono.just(new ToolResult.Done("x"))));
        Run run = scripted.start(GRAPH, Inputs.of("topic", "tides"));
        run.await(Duration.ofSeconds(10));

        assertThat(calls).containsExactly(new ToolCall(run.id() + "/shout/1/call", Map.of("text", "tides rise")));
    }

    @Test
    void aFailureOrAnErrorFailsTheNodeAndSaysWhy() {
        writer.replies("a").replies("b");
        scripted.tool(tool(ToolSpec.of("shout", "text"), call -> Mono.just(new ToolResult.Failed("no voice"))));
        assertThat(scripted.run(GRAPH, Inputs.of("topic", "x")).reason())
                .isEqualTo(new StopReason(StopReason.Code.TOOL, "/shout", "Tool 'shout' failed: no voice"));

        scripted.tool(tool(ToolSpec.of("shout", "text"), call -> {
            throw new IllegalStateException("broken");
        }));
        assertThat(scripted.run(GRAPH, Inputs.of("topic", "x")).reason().detail())
                .isEqualTo("Tool 'shout' failed: java.lang.IllegalStateException: broken");
    }

    @Test
    void aToolThatNeverAnswersEndsAtItsTimeoutAndIsCancelled() {
        writer.replies("a");
        AtomicBoolean cancelled = new AtomicBoolean();
        scripted.tool(tool(
                ToolSpec.of("shout", "text"), call -> Mono.<ToolResult>never().doOnCancel(() -> cancelled.set(true))));
        Run run = scripted.start(GRAPH, Inputs.of("topic", "x"));
        scripted.time.pass(Duration.ofSeconds(6));

        assertThat(run.await(Duration.ofSeconds(10)).reason())
                .isEqualTo(new StopReason(StopReason.Code.TOOL, "/shout", "Tool 'shout' gave no result within PT5S"));
        assertThat(cancelled).isTrue();
    }

    @Test
    void aToolThatYieldsAListFeedsAMap() {
        writer.replies("on a").replies("on b");
        scripted.tool(tool(
                ToolSpec.of("split", "text").yielding(ToolSpec.Yield.JSON),
                call -> Mono.just(new ToolResult.Done("[\"a\", \"b\"]"))));
        Run run = scripted.start(
                """
                input: { topics: text }
                output: write
                agents:
                  writer: { models: [writer], prompt: "Write on {{item}}\\n" }
                nodes:
                  split: { tool: java:split, with: { text: input.topics } }
                  write: { agent: writer, each: split }
                edges: [ start -> split -> write -> end ]
                """,
                Inputs.of("topics", "a and b"));

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("[\"on a\",\"on b\"]"));
        assertThat(writer.prompts()).containsExactly("Write on a", "Write on b");
    }

    @Test
    void whatIsNoJsonIsAFailureOfAToolThatYieldsJson() {
        writer.replies("a");
        scripted.tool(tool(
                ToolSpec.of("shout", "text").yielding(ToolSpec.Yield.JSON),
                call -> Mono.just(new ToolResult.Done("[unclosed"))));

        assertThat(scripted.run(GRAPH, Inputs.of("topic", "x")).reason().detail())
                .isEqualTo("Tool 'shout' failed: its result is no JSON");
    }

    @Test
    void aToolThatIsNotReadyStopsTheRunBeforeItsFirstToken() {
        scripted.tool(new Tool() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.of("shout", "text");
            }

            @Override
            public Mono<Readiness> ready() {
                return Mono.just(new Readiness.NotReady("no loudspeaker", "Plug one in."));
            }

            @Override
            public Mono<ToolResult> call(ToolCall call) {
                return Mono.error(new AssertionError("not to be called"));
            }
        });

        assertThat(scripted.run(GRAPH, Inputs.of("topic", "x")).reason())
                .isEqualTo(new StopReason(StopReason.Code.NOT_READY, "/", "no loudspeaker. Plug one in."));
        assertThat(writer.prompts()).isEmpty();
    }

    @Test
    void anUnknownToolAndWrongArgumentsAreRefusedAtLoad() {
        scripted.tool(Tool.function("shout", given -> "x", "text"));

        assertThatThrownBy(() -> scripted.graph(GRAPH.replace("java:shout", "java:shuot")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("unknown tool 'java:shuot'; expected java:shout; did you mean 'java:shout'?");
        assertThatThrownBy(() -> scripted.graph(GRAPH.replace("text: write", "txt: write")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("tool 'shout' has no parameter 'txt'")
                .hasMessageContaining("parameter 'text' of tool 'shout' is missing");
    }
}
