package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.TaskId;

/** Work that the {@link Decider} names and the {@link Runner} does. */
sealed interface Command {

    /** Render and count the prompt of a planned call. */
    record Render(TaskId task) implements Command {}

    /** Get in line for a slot of the lane. */
    record Queue(TaskId task, String lane) implements Command {}

    /** Send the call. */
    record Ask(TaskId task) implements Command {}

    /** Run a gate that calls no model. */
    record RunGate(TaskId task) implements Command {}

    /** Read a judge's reply. */
    record ReadJudge(TaskId task) implements Command {}

    /** Evaluate an edge's condition. */
    record Evaluate(String scope, int edge) implements Command {}

    /** Work out what a map goes over, or what a graph or tool that is called is given. */
    record Prepare(String scope, String node) implements Command {}

    /** Call the tool of a node. */
    record Invoke(TaskId task) implements Command {}

    /** Put the results of a map into one list. */
    record Collect(String scope, String node) implements Command {}

    /** Come back with a {@link Input.Tick} at this time, not earlier. */
    record Wake(long at) implements Command {}

    /** Stop whatever goes on for a node that has ended. */
    record StopNode(String scope, String node) implements Command {}

    /** Stop what goes on under this id. */
    record Stop(TaskId task) implements Command {}
}
