/**
 * The general simulator: an account in one instrument, traded bar by bar by orders that stood before each bar. It knows prices, orders and costs; no
 * strategy, no forecast, no search. docs/execution.md has every rule in a table.
 *
 * <p>A {@link dev.fastback.simulate.Trader} is asked at the close of each bar and sees an {@link dev.fastback.simulate.Account} that cannot reach
 * forward. {@link dev.fastback.simulate.Simulator} executes what it orders under the conditions of a {@link dev.fastback.simulate.terms.Venue} and
 * writes a {@link dev.fastback.simulate.Ledger}.
 *
 * {@snippet :
 * Prices prices = Prices.of(bars);                                    // once a series
 * Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.001)));  // once a thread
 * Ledger ledger = simulator.run(prices, 20, prices.size(), account -> {
 *     if (account.isFlat() && account.close() > account.high(20)) {
 *         account.enter(1).risk(0.01, 2 * atr[account.bar()]).trailBy(twoAtr).takeProfit(0.10).maxBars(60); // at the next open
 *     } else if (account.side() > 0 && account.close() < account.low(10)) {
 *         account.exit();
 *     }
 * });
 * double gain = ledger.equity(ledger.bars() - 1) / ledger.startCash() - 1;
 * }
 *
 * <p>A limit order is {@code account.enter(1).limit(price).forBars(3)}, a stop order {@code account.enter(-1).stop(price)}, an order for the close
 * {@code account.exit().atClose()}.
 */
package dev.fastback.simulate;
