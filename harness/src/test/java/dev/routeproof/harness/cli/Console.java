package dev.routeproof.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command as a user would run it: its exit code and what it printed. */
record Console(int exit, String out, String err) {
    static Console run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Harness.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Console(exit, out.toString(), err.toString());
    }
}
