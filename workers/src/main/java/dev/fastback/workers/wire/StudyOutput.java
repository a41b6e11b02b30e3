package dev.fastback.workers.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Sends what is written to it as {@code STUDY} frames; closing it sends {@code STUDY_END}. */
public final class StudyOutput extends OutputStream {
    private static final int PIECE = 1 << 16;

    private final FrameWriter frames;

    private StudyOutput(FrameWriter frames) {
        this.frames = frames;
    }

    /** Returns what writes bytes as frames of a study. */
    public static OutputStream to(FrameWriter frames) {
        return new BufferedOutputStream(new StudyOutput(frames), PIECE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = offset; from < offset + length; from += PIECE) {
            int to = Math.min(offset + length, from + PIECE);
            frames.write(new Frame(Frame.Type.STUDY, Arrays.copyOfRange(bytes, from, to)));
        }
    }

    @Override
    public void close() throws IOException {
        frames.write(Frame.of(Frame.Type.STUDY_END));
    }
}
