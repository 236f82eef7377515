package io.github.smallwright.agents;

/** What an agent sends while it works: any number of tokens and failed tries, then exactly one {@link Reply}. */
public sealed interface Signal permits Signal.Token, Signal.TryFailed, Reply {

    /** A piece of the draft, in order. Drafts are not results: no gate has seen them. */
    record Token(String text) implements Signal {}

    /** A try at the transport failed before its first token and another one follows. */
    record TryFailed(int number, String reason, Usage usage) implements Signal {}
}
