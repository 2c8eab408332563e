package dev.routeproof.proxy.http;

/** What a path under {@code /v1/} means to the proxy. */
enum Route {
    CHAT(true, true),
    COMPLETIONS(true, true),
    RESPONSES(true, true),
    MESSAGES(true, true),
    EMBEDDINGS(true, false),
    /** Forwarded to the default's provider without being read. */
    OTHER(false, false);

    /** The body is a JSON object that names a model. */
    final boolean namesModel;
    /** It asks for an answer in words, so candidates can say where they would have sent it. */
    final boolean classified;

    Route(boolean namesModel, boolean classified) {
        this.namesModel = namesModel;
        this.classified = classified;
    }

    /** @param path the request path, without the query */
    static Route of(String path) {
        return switch (path) {
            case "/v1/chat/completions" -> CHAT;
            case "/v1/completions" -> COMPLETIONS;
            case "/v1/responses" -> RESPONSES;
            case "/v1/messages" -> MESSAGES;
            case "/v1/embeddings" -> EMBEDDINGS;
            default -> OTHER;
        };
    }

    /** The path as servers read it: one slash at its end says nothing. */
    static String meant(String path) {
        return path.length() > "/v1/".length() && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * False for a path that could mean another one to the next reader: dots, backslashes, semicolons, and what needs no
     * encoding or hides a slash and is encoded.
     */
    static boolean plain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == ';' || (c == '%' && encodedTrap(path, i))) {
                return false;
            }
        }
        return !path.contains("/../")
                && !path.contains("/./")
                && !path.contains("//")
                && !path.endsWith("/..")
                && !path.endsWith("/.");
    }

    private static boolean encodedTrap(String path, int at) {
        if (at + 2 >= path.length()) {
            return true;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        char c = (char) (high << 4 | low);
        boolean unreserved =
                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
        return high < 0 || low < 0 || c < ' ' || unreserved || "/\\%;".indexOf(c) >= 0;
    }
}
