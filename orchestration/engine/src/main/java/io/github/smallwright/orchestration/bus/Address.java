package io.github.smallwright.orchestration.bus;

/** Where a task goes: an agent and the model that it shall use. */
public record Address(String agent, String model) {
    @Override
    public String toString() {
        return agent + "@" + model;
    }
}
