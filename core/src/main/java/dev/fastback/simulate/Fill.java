package dev.fastback.simulate;

/**
 * One execution.
 *
 * @param bar index of its bar in the series
 * @param units what was bought, negative for sold
 * @param price what a unit was paid, spread and slippage included
 * @param reference the price of the bar or order before spread and slippage
 * @param cost fee, spread and slippage, in the money of the account
 * @param reason why
 */
public record Fill(int bar, double units, double price, double reference, double cost, FillReason reason) {}
