package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.orchestration.graph.GraphSpec.LengthSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.PatternSpec;
import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Sandbox;

/** Makes the gates that call no model. Each throws IllegalArgumentException if its settings are wrong. */
interface GateFactory {

    Gate length(LengthSpec spec);

    Gate pattern(PatternSpec spec);

    Gate schema(String schema);

    Gate compile(Sandbox sandbox, Language language);

    Gate test(Sandbox sandbox, Language language);
}
