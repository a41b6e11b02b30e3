package dev.fastback.strategy;

import dev.fastback.simulate.Account;
import dev.fastback.simulate.Intent;
import dev.fastback.simulate.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy's unseen path would place for the bar after the data's end.
 *
 * @param strategy the strategy's name
 * @param type {@code market}, {@code at-close}, {@code limit}, {@code stop} or {@code stop-limit}; {@code none} where it places nothing
 * @param side the direction
 * @param price the limit; null where the order has none
 * @param quantity how much it buys or sells, in shares of the equity at the last close: 1 opens a position of all equity; of an order
 *     that leaves a position, the share of the position; of one that turns it round, what is held and the new one added; null for {@code none}
 * @param stop the price that makes it an order; null where it has none
 * @param target where the position that it opens is left during the bar; null where there is no such price
 * @param condition {@link #IF_UNFILLED}, {@link #IF_FILLED}, or null where it stands whatever becomes of the others
 */
public record Order(
        String strategy,
        String type,
        Side side,
        @Nullable Double price,
        @Nullable Double quantity,
        @Nullable Double stop,
        @Nullable Double target,
        @Nullable String condition) {
    /** It is cancelled where an order before it, of which it is the alternative, is filled. */
    public static final String IF_UNFILLED = "if-unfilled";
    /** It leaves a position that only an order before it would open. */
    public static final String IF_FILLED = "if-filled";

    public Order {
        price = finite(price);
        quantity = finite(quantity);
        stop = finite(stop);
        target = finite(target);
    }

    /** Makes an order without a condition. */
    public Order(
            String strategy,
            String type,
            Side side,
            @Nullable Double price,
            @Nullable Double quantity,
            @Nullable Double stop,
            @Nullable Double target) {
        this(strategy, type, side, price, quantity, stop, target, null);
    }

    /** Returns that nothing is placed. */
    public static Order none(String strategy) {
        return new Order(strategy, "none", Side.NONE, null, null, null, null);
    }

    /**
     * Returns an order of a path for all that it has.
     *
     * @param account what is held when it is placed
     */
    public static Order of(String strategy, Ticket ticket, Account account) {
        double share = ticket.shareOfEquity(account);
        boolean turns = ticket.intent() == Intent.ENTER && ticket.side() == -account.side();
        return new Order(
                strategy,
                ticket.kind().label(),
                ticket.side() > 0 ? Side.BUY : Side.SELL,
                ticket.limit(),
                turns ? account.heldShare() + share : share,
                ticket.stop(),
                ticket.intent() == Intent.EXIT ? null : Double.valueOf(ticket.takeProfitPrice()),
                condition(ticket, account));
    }

    private static @Nullable String condition(Ticket ticket, Account account) {
        for (int i = 0; i < account.orders() && account.order(i) != ticket; i++) {
            if (ticket.group() != 0 && account.order(i).group() == ticket.group()) {
                return IF_UNFILLED;
            }
        }
        return ticket.intent() == Intent.EXIT && account.isFlat() ? IF_FILLED : null;
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || Double.isFinite(value) ? value : null;
    }
}
