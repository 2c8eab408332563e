package dev.routeproof.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.config.BrokenFile;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code harness} command: the list of its commands, and how their errors are shown. */
@Command(
        name = "harness",
        version = "Routeproof 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Proves a model-routing change before traffic takes it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            ScoreCommand.class,
            CalibrateCommand.class,
            LabelCommand.class,
            TrainCommand.class,
            ClassifyCommand.class,
            ImportCommand.class,
            ReportCommand.class,
            IngestCommand.class,
            LogCommand.class,
            ShadowCommand.class,
            PlanCommand.class,
            AbCommand.class,
            RolloutCommand.class,
            KeysCommand.class,
            RehearseCommand.class,
            LabCommand.class,
            SqlCommand.class,
            CompletionCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 ok, 1 internal error, 2 usage, 3 bad config or data,",
            "4 missing key, 5 criteria failed, 6 inconclusive,",
            "7 budget reached (partial saved), 130 interrupted (rerun to resume)."
        })
public final class Harness implements Runnable {
    @CommandLine.Spec
    CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Harness() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), args);
        Interrupts.allIsWritten();
        System.exit(code);
    }

    /** Runs one command; gives its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine().setOut(out).setErr(err).execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Harness())
                .setExecutionExceptionHandler(Harness::show)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static int show(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        if (problem instanceof UserError known) {
            command.getErr().println(known.getMessage());
            return known.exit().code();
        }
        if (problem instanceof BrokenFile broken) {
            command.getErr().println(broken.getMessage());
            return Exit.BAD_CONFIG.code();
        }
        command.getErr().println("This is a defect of Routeproof, not of your files:");
        problem.printStackTrace(command.getErr());
        return Exit.INTERNAL_ERROR.code();
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Which command? For example: harness bench");
        }
    }
}
