package dev.fastback.page;

/** Text as HTML: whatever it says, it stays text. */
final class Html {
    private Html() {}

    /** Appends a text for the content of an element or for a value in double quotes; control characters become spaces. */
    static void append(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isPrintable(c) ? c : ' ');
            }
        }
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && (c < 0x7f || c > 0x9f) && c != 0xfffe && c != 0xffff;
    }

    /** Returns a text as it stands in HTML. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        append(out, text);
        return out.toString();
    }
}
