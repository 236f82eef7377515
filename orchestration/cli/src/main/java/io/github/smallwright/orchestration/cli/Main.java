package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.graph.GraphException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command's entry. */
@Command(
        name = "smallwright",
        description = "Small language models that do a job together, every result gated.",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            GraphCommand.class,
            ModelsCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "smallwright 0.1.0-SNAPSHOT",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:accepted, or all is well",
            "2:usage, or a graph or input that is wrong",
            "3:abstained: honestly left unanswered",
            "4:a gate or model is not ready; the message says what to do",
            "5:failed",
            "6:there is a result, but nothing vouches for it",
            "7:parked: waits for a person",
            "130:cancelled"
        })
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Whatever the locale says, models write UTF-8; a terminal that cannot show it shows question marks at worst.
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        int code = commandLine().execute(arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((problem, at, parsed) -> explain(problem));
        command.setExitCodeExceptionMapper(
                problem -> problem instanceof CommandLine.ParameterException ? Exit.USAGE : Exit.FAILED);
        return command;
    }

    private static int explain(Exception problem) throws Exception {
        if (problem instanceof CommandException expected) {
            System.err.println(expected.getMessage());
            return expected.code();
        }
        if (problem instanceof GraphException || problem instanceof IllegalArgumentException) {
            System.err.println(problem.getMessage());
            return Exit.USAGE;
        }
        throw problem;
    }
}
