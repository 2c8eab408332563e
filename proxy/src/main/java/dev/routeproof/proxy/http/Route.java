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

    /** False for a path that could mean another one to the next reader: dots, encoded dots or slashes, backslashes. */
    static boolean plain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || (c == '%' && encodedTrap(path, i))) {
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
        String hex = path.substring(at + 1, Math.min(path.length(), at + 3));
        return hex.length() < 2
                || hex.equalsIgnoreCase("2e")
                || hex.equalsIgnoreCase("2f")
                || hex.equalsIgnoreCase("5c")
                || hex.equals("25")
                || hex.charAt(0) < '2';
    }
}
