package dev.fastback.workers.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Joins {@code STUDY} frames into a stream that ends with {@code STUDY_END}. */
public final class StudyInput extends InputStream {
    private final FrameReader frames;
    private byte[] piece = new byte[0];
    private int position;
    private boolean ended;

    /** Makes the input whose bytes the next frames hold. */
    public StudyInput(FrameReader frames) {
        this.frames = frames;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    /** Reads to the end of the study, so that the next frame is the one after it. */
    public void finish() throws IOException {
        if (fill()) {
            throw new FrameException("sent data after the study");
        }
    }

    private boolean fill() throws IOException {
        while (position == piece.length && !ended) {
            Frame frame = frames.read();
            if (frame == null) {
                throw new EOFException("the engine has exited");
            }
            switch (frame.type()) {
                case STUDY -> {
                    piece = frame.payload();
                    position = 0;
                }
                case STUDY_END -> ended = true;
                case HELLO, READY, BATCH, RESULT, MODEL, HEARTBEAT, FAULT, STOP ->
                    throw new FrameException("sent a " + frame.type() + " frame inside the study");
            }
        }
        return position < piece.length;
    }
}
