package dev.routeproof.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.config.BrokenFile;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code harness} command: the list of its commands, and how their errors are shown. */
@Command(
        name = "harness",
        version = "Routeproof 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Proves a model-routing change before traffic takes it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 ok, 1 internal error, 2 usage, 3 bad config or data,",
            "4 missing key, 5 criteria failed, 6 inconclusive,",
            "7 budget reached (partial saved), 130 interrupted (rerun to resume)."
        })
public final class Harness implements Runnable {
    /** In the order of the help. */
    private static final SequencedMap<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("init", InitCommand.class);
        COMMANDS.put("check", CheckCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("bench", BenchCommand.class);
        COMMANDS.put("score", ScoreCommand.class);
        COMMANDS.put("calibrate", CalibrateCommand.class);
        COMMANDS.put("label", LabelCommand.class);
        COMMANDS.put("train", TrainCommand.class);
        COMMANDS.put("classify", ClassifyCommand.class);
        COMMANDS.put("import", ImportCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("ingest", IngestCommand.class);
        COMMANDS.put("log", LogCommand.class);
        COMMANDS.put("shadow", ShadowCommand.class);
        COMMANDS.put("plan", PlanCommand.class);
        COMMANDS.put("ab", AbCommand.class);
        COMMANDS.put("rollout", RolloutCommand.class);
        COMMANDS.put("keys", KeysCommand.class);
        COMMANDS.put("rehearse", RehearseCommand.class);
        COMMANDS.put("routers", RoutersCommand.class);
        COMMANDS.put("lab", LabCommand.class);
        COMMANDS.put("sql", SqlCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
    }

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
        return commandLine(args).setOut(out).setErr(err).execute(args);
    }

    /**
     * The command line for {@code arguments}: with all commands, or with the one they begin with, which spares reading what
     * the others take.
     */
    static CommandLine commandLine(String... arguments) {
        var line = new CommandLine(new Harness());
        Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (named == null) {
            COMMANDS.forEach(line::addSubcommand);
        } else {
            line.addSubcommand(arguments[0], named);
        }
        return line.setExecutionExceptionHandler(Harness::show)
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
        String trouble = FileTrouble.words(problem, parsed);
        if (trouble != null) {
            command.getErr().println(trouble);
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
