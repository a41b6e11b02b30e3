package dev.fastback.onnx;

import dev.fastback.onnx.card.CardOutput;
import dev.fastback.onnx.card.ModelCard;
import java.util.Arrays;

/**
 * Where the numbers of the first step lie in an output, from the sizes that its card gives its axes.
 *
 * @param layout the axes
 * @param sizes of each but the batch, whose entry is 1
 * @param columns of the {@code C} axis
 * @param perColumn levels or samples of a column
 */
record OutputShape(String layout, int[] sizes, int columns, int perColumn) {
    static OutputShape of(ModelCard card) {
        CardOutput output = card.output();
        int[] sizes = new int[output.layout().length()];
        int columns = output.layout().indexOf('C') < 0 ? 1 : output.columns().size();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = switch (output.layout().charAt(i)) {
                case 'P' -> card.context() / card.patch();
                case 'H' -> card.horizon();
                case 'Q', 'S' -> output.perColumn();
                case 'C' -> columns;
                default -> 1;
            };
        }
        return new OutputShape(output.layout(), sizes, columns, output.perColumn());
    }

    /** Returns the numbers of a row. */
    int perRow() {
        return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    }

    /** Returns the places, within a row, of the numbers of the last patch's first step: column by column, each with all levels or samples. */
    int[] taken() {
        int[] places = new int[columns * perColumn];
        for (int column = 0; column < columns; column++) {
            for (int k = 0; k < perColumn; k++) {
                int place = 0;
                for (int axis = 0; axis < sizes.length; axis++) {
                    int at = switch (layout.charAt(axis)) {
                        case 'P' -> sizes[axis] - 1;
                        case 'Q', 'S' -> k;
                        case 'C' -> column;
                        default -> 0;
                    };
                    place = place * sizes[axis] + at;
                }
                places[column * perColumn + k] = place;
            }
        }
        return places;
    }

    /** Returns the shape that a file with so many axes has, axes at the end taken together; with all of them where it cannot have so few. */
    long[] merged(int axes, int batch) {
        int kept = axes > 0 && axes < sizes.length ? axes : sizes.length;
        long[] shape = new long[kept];
        Arrays.fill(shape, 1);
        for (int i = 0; i < sizes.length; i++) {
            shape[Math.min(i, kept - 1)] *= sizes[i];
        }
        shape[0] = kept == 1 && sizes.length > 1 ? -1 : batch == 0 ? -1 : batch;
        return shape;
    }
}
