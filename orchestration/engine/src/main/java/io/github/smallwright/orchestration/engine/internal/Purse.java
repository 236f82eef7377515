package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.orchestration.graph.BudgetLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The running account of a run: what is spent, what is reserved by open calls, what still fits. */
final class Purse {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int FREE = Integer.MAX_VALUE;

    private final BudgetLimits limits;
    private final Function<String, ModelCard> cards;
    private Usage used = Usage.NONE;
    private BigDecimal money = BigDecimal.ZERO;
    private int calls;
    private int open;
    private long reservedTokens;
    private BigDecimal reservedMoney = BigDecimal.ZERO;
    private @Nullable String spent;

    Purse(BudgetLimits limits, Function<String, ModelCard> cards) {
        this.limits = limits;
        this.cards = cards;
    }

    /** Which limit is spent, or null. */
    @Nullable
    String spent() {
        return spent;
    }

    void spend(String limit) {
        spent = limit;
    }

    boolean hasOpenCalls() {
        return open > 0;
    }

    int calls() {
        return calls;
    }

    Usage used() {
        return used;
    }

    BigDecimal money() {
        return money;
    }

    /** The most reply tokens that fit now, at most {@code wanted}; 0 if not even the prompt fits. */
    int fitting(CallState call, int wanted) {
        long most = wanted;
        if (limits.calls().isPresent() && calls >= limits.calls().get()) {
            return 0;
        }
        if (limits.tokens().isPresent()) {
            most = Math.min(most, limits.tokens().get() - used.tokens() - reservedTokens - call.promptTokens);
        }
        if (limits.money().isPresent()) {
            most = Math.min(most, affordable(call, limits.money().get()));
        }
        return (int) Math.max(0, most);
    }

    private long affordable(CallState call, BigDecimal limit) {
        ModelCard card = cards.apply(call.model);
        BigDecimal left = limit.subtract(money)
                .subtract(reservedMoney)
                .subtract(price(card.promptPrice().orElse(BigDecimal.ZERO), call.promptTokens));
        BigDecimal replyPrice = card.replyPrice().orElse(BigDecimal.ZERO);
        if (left.signum() < 0) {
            return 0;
        }
        return replyPrice.signum() == 0
                ? FREE
                : left.multiply(MILLION)
                        .divide(replyPrice, 0, RoundingMode.DOWN)
                        .longValue();
    }

    /** Names the limit that leaves the call no room. */
    String bindingLimit(CallState call) {
        if (limits.calls().isPresent() && calls >= limits.calls().get()) {
            return "%d calls".formatted(limits.calls().get());
        }
        if (limits.tokens().isPresent()
                && limits.tokens().get() - used.tokens() - reservedTokens - call.promptTokens < minimum(call)) {
            return "%d tokens".formatted(limits.tokens().get());
        }
        return limits.money().map(most -> "%s US dollars".formatted(most)).orElse("budget");
    }

    private static int minimum(CallState call) {
        return call.agent == null ? 1 : Math.min(call.agent.minTokens(), call.agent.maxTokens());
    }

    /** What these tokens cost with this model, in US dollars. */
    BigDecimal cost(String model, long promptTokens, long replyTokens) {
        ModelCard card = cards.apply(model);
        if (card.promptPrice().isEmpty() && card.replyPrice().isEmpty()) {
            return BigDecimal.ZERO;
        }
        return price(card.promptPrice().orElse(BigDecimal.ZERO), promptTokens)
                .add(price(card.replyPrice().orElse(BigDecimal.ZERO), replyTokens));
    }

    private static BigDecimal price(BigDecimal perMillion, long tokens) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).divide(MILLION, 9, RoundingMode.UP);
    }

    void reserve(long tokens, BigDecimal dollars) {
        calls++;
        open++;
        reservedTokens += tokens;
        if (dollars.signum() != 0) {
            reservedMoney = reservedMoney.add(dollars);
        }
    }

    /** Gives the reservation back and books what was used instead. */
    void settle(CallState call, Usage usage, BigDecimal dollars) {
        open--;
        reservedTokens -= call.reservedTokens;
        if (call.reservedMoney.signum() != 0) {
            reservedMoney = reservedMoney.subtract(call.reservedMoney);
        }
        book(usage, dollars);
    }

    /** Books the whole reservation, because nobody knows what the lost call has used. */
    void lose(CallState call) {
        settle(call, new Usage(call.promptTokens, call.reservedTokens - call.promptTokens, true), call.reservedMoney);
    }

    void book(Usage usage, BigDecimal dollars) {
        used = used.plus(usage);
        if (dollars.signum() != 0) {
            money = money.add(dollars);
        }
    }
}
