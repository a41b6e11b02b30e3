package dev.fastback.simulate;

/**
 * Decides, bar after bar, what is ordered. It is asked at the close of each bar, and knows that bar and those before it; what it orders lives from
 * the next bar's open on.
 */
@FunctionalInterface
public interface Trader {
    /**
     * Looks at the account and places, changes or cancels orders.
     *
     * @param account after the bar's fills, marked at its close
     */
    void onClose(Account account);
}
