package io.github.smallwright.orchestration.bus;

import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.Task;
import io.github.smallwright.agents.TaskId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A bus within one process: it adds no thread hop and copies nothing. */
public final class InProcessBus implements Bus {

    private final Map<Address, Mailbox> mailboxes = new ConcurrentHashMap<>();

    @Override
    public Flux<Signal> ask(Address address, Task task) {
        Mailbox mailbox = mailboxes.get(address);
        return mailbox == null ? Flux.error(new UndeliverableException(address)) : mailbox.ask(task);
    }

    @Override
    public Disposable serve(Address address, int demand, Agent handler) {
        Mailbox mailbox = new Mailbox(demand, handler);
        if (mailboxes.putIfAbsent(address, mailbox) != null) {
            throw new IllegalStateException("Address '%s' is served already".formatted(address));
        }
        return () -> mailboxes.remove(address, mailbox);
    }

    @Override
    public void cancel(TaskId task) {
        mailboxes.values().forEach(mailbox -> mailbox.cancel(task));
    }
}
