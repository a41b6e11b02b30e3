package dev.fastback.strategy;

import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Account;

/** Holds a position until another is wanted: market orders at the open. */
public final class TargetTrader implements PathTrader {
    private final Target target;

    /** Which position is wanted. */
    @FunctionalInterface
    public interface Target {
        /**
         * Returns the position for a bar, from what is known before it: above 0 long, below 0 short, 0 and NaN flat.
         *
         * @param bar index in the series; its forecasts may be there, its prices may not be looked at
         */
        double of(int bar, Parameters parameters);
    }

    /** Makes a trader. */
    public TargetTrader(Target target) {
        this.target = target;
    }

    @Override
    public void order(Account account, Parameters parameters) {
        double wanted = target.of(account.bar() + 1, parameters);
        int side = wanted > 0 ? 1 : wanted < 0 ? -1 : 0;
        if (side == account.side()) {
            return;
        }
        if (side == 0) {
            account.exit();
        } else {
            account.enter(side);
        }
    }
}
