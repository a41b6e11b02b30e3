/**
 * The conditions under which orders are executed and charged: fees and slippage, the contract, what is assumed inside a bar. Values alone; who
 * executes is in {@code simulate}, what each condition does to a fill in docs/execution.md.
 */
package dev.fastback.simulate.terms;
