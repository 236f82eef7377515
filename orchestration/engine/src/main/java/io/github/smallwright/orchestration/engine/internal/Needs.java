package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Scope;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Tool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** What a graph needs before its first token: the agents with their models, and the gates. */
record Needs(Set<AgentUse> agents, Set<Gate> gates, Set<Tool> tools) {

    static Needs of(Scope scope) {
        Needs needs = new Needs(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        needs.add(scope);
        return needs;
    }

    private void add(Scope scope) {
        for (Node node : scope.nodes()) {
            if (node instanceof Node.LoopNode loop) {
                add(loop.body());
            } else if (node instanceof Node.ToolNode call) {
                tools.add(call.tool());
            } else if (node instanceof Node.MapNode map) {
                add(map.body());
            } else if (node instanceof Node.SubgraphNode call) {
                add(call.graph().root());
            } else if (node instanceof Node.AgentNode agent) {
                agents.add(agent.agent());
                agents.addAll(agent.feedback());
                for (GateUse gate : agent.gates()) {
                    if (gate instanceof GateUse.Judge judge) {
                        agents.add(judge.agent());
                    } else if (gate instanceof GateUse.Check check) {
                        gates.add(check.gate());
                    }
                }
            }
        }
    }

    /** What must be asked, gates first: they cost nothing, while getting a model ready may mean fetching it. */
    List<Mono<Readiness>> checks(Endpoints endpoints) {
        List<Mono<Readiness>> checks = new ArrayList<>(gateChecks());
        agents.stream()
                .flatMap(agent -> agent.models().stream())
                .distinct()
                .map(model -> endpoints.endpoint(model).ready())
                .filter(ready -> ready != Endpoint.READY)
                .forEach(checks::add);
        return checks;
    }

    List<Mono<Readiness>> gateChecks() {
        return Stream.concat(
                        gates.stream().map(gate -> Mono.defer(gate::ready)),
                        tools.stream().map(tool -> Mono.defer(tool::ready)))
                .toList();
    }
}
