package dev.routeproof.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Operating-system signals. The JDK's own class for them is not part of its supported API, so it is asked for by name. */
final class Signals {
    private Signals() {}

    /** Runs {@code action} on each SIGHUP; does nothing where the platform has none. */
    static void onHangup(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (self, method, arguments) -> {
                switch (method.getName()) {
                    case "handle" -> action.run();
                    case "hashCode" -> {
                        return System.identityHashCode(self);
                    }
                    case "equals" -> {
                        return arguments != null && self == arguments[0];
                    }
                    default -> {
                        return "SIGHUP";
                    }
                }
                return null;
            };
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException none) {
            System.err.println("no reload on SIGHUP here; the admin listener's reload does the same");
        }
    }
}
