package dev.fastback.strategy;

import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Account;

/** Places a strategy's orders on an unseen path, one bar after another. It may keep a state of its own from bar to bar. */
@FunctionalInterface
public interface PathTrader {
    /**
     * Places the orders for the bar after the one that just closed.
     *
     * @param account the account so far; nothing after its bar is known, but the forecasts for the next
     * @param parameters those that decide the next bar; others may decide the one after
     */
    void order(Account account, Parameters parameters);
}
