package dev.fastback.search.sampling;

/** Draws points evenly. */
public final class RandomSampler implements Sampler {
    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        draws.fill(unit);
    }
}
