/** Programs against Fastback's library. */
module dev.fastback.examples {
    requires dev.fastback.core;
}
