package io.github.smallwright.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a built project, with a scripted Java and a scripted system around it. */
class LauncherTest {

    @TempDir
    Path home;

    @BeforeEach
    void build() throws IOException {
        Files.copy(Path.of("../../smallwright"), home.resolve("smallwright"));
        Files.createDirectories(home.resolve("orchestration/cli/target/lib"));
        Files.createFile(home.resolve("orchestration/cli/target/lib/.built"));
        Files.createDirectories(home.resolve("bin"));
        script(
                "java",
                """
                printf '%s|' "$@" >> "$HOME/calls"
                echo "locale=${LC_ALL:-$LANG}" >> "$HOME/calls"
                exit "$(cat "$HOME/code")"
                """);
        script("id", "echo 0");
        for (String tool : List.of("sh", "cat", "find", "dirname", "mktemp", "rm", "touch")) {
            script(tool, "exec \"$(PATH=/usr/bin:/bin command -v " + tool + ")\" \"$@\"");
        }
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(home.resolve("bin").resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Command.Finished launch(int code, String locale, String... arguments) throws Exception {
        Files.writeString(home.resolve("code"), Integer.toString(code));
        List<String> line =
                new ArrayList<>(List.of("/bin/sh", home.resolve("smallwright").toString()));
        line.addAll(List.of(arguments));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin").toString());
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Command.Finished(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String calls() throws IOException {
        return Files.readString(home.resolve("calls"), StandardCharsets.UTF_8);
    }

    @Test
    void argumentsArriveWholeAndTheExitCodeComesBack() throws Exception {
        Command.Finished finished = launch(3, "C.UTF-8", "run", "two words", "-i", "topic=a 'b' $c");

        assertThat(finished.code()).isEqualTo(3);
        assertThat(calls())
                .contains("-Dsmallwright.terminal=false|")
                .contains("cli.Main|run|two words|-i|topic=a 'b' $c|");
    }

    @Test
    void aLocaleWithoutUtf8IsReplacedAndOneWithItIsKept() throws Exception {
        launch(0, "POSIX", "doctor");
        assertThat(calls()).endsWith("locale=C.UTF-8\n");

        launch(0, "de_DE.utf8", "doctor");
        assertThat(calls()).endsWith("locale=de_DE.utf8\n");
    }

    @Test
    void rootOnADebianLikeSystemGetsTheJailAndASecondStart() throws Exception {
        script("apt-get", "echo \"$@\" >> \"$HOME/apt\"; echo 0 > \"$HOME/code\"");
        Command.Finished finished = launch(4, "C.UTF-8", "run", "sample");

        assertThat(finished.code()).isZero();
        assertThat(finished.err()).contains("installing bubblewrap");
        assertThat(Files.readString(home.resolve("apt"))).isEqualTo("install -y -qq bubblewrap\n");
        assertThat(calls().lines()).hasSize(2);
    }

    @Test
    void anInstallationThatFailsKeepsTheFirstExitCode() throws Exception {
        script("apt-get", "exit 100");
        Command.Finished finished = launch(4, "C.UTF-8", "run", "sample");

        assertThat(finished.code()).isEqualTo(4);
        assertThat(finished.err()).contains("'apt-get install bubblewrap' failed");
        assertThat(calls().lines()).hasSize(1);
    }

    @Test
    void nothingIsInstalledForOthersThanRootOrWhereAJailIsThere() throws Exception {
        script("apt-get", "touch \"$HOME/apt\"");
        script("id", "echo 1000");
        assertThat(launch(4, "C.UTF-8", "run", "sample").code()).isEqualTo(4);

        script("id", "echo 0");
        assertThat(launch(4, "C.UTF-8", "doctor").code()).isEqualTo(4);
        script("bwrap", "exit 1");
        assertThat(launch(4, "C.UTF-8", "run", "sample").code()).isEqualTo(4);
        assertThat(home.resolve("apt")).doesNotExist();
    }

    @Test
    void withoutMavenAnUnbuiltProjectSaysWhatToInstall() throws Exception {
        Files.delete(home.resolve("orchestration/cli/target/lib/.built"));
        Command.Finished finished = launch(0, "C.UTF-8", "doctor");

        assertThat(finished.code()).isEqualTo(4);
        assertThat(finished.err()).contains("Maven is needed to build; install it");
        assertThat(home.resolve("calls")).doesNotExist();
    }
}
