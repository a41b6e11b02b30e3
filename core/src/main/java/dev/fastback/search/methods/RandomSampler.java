package dev.fastback.search.methods;

/** Draws points evenly. */
final class RandomSampler implements Sampler {
    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        draws.fill(unit);
    }
}
