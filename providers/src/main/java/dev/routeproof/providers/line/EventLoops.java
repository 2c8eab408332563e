package dev.routeproof.providers.line;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** How event loops are made everywhere here. */
public final class EventLoops {
    private EventLoops() {}

    /** So many loops on native transport; no cache of files, whose folder a killed process would leave behind. */
    public static VertxOptions of(int count) {
        return new VertxOptions()
                .setEventLoopPoolSize(count)
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }
}
