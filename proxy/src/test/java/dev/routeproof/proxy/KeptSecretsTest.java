package dev.routeproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.proxy.admin.AdminServer;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.proxy.ProxyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the proxy makes for itself on its first start, as a crash or a full disk may leave them. */
class KeptSecretsTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyFileWithoutAKeyIsNamed() throws IOException {
        var first = InstallKey.in(folder);
        assertThat(InstallKey.in(folder).bytes()).isEqualTo(first.bytes());
        for (String broken : new String[] {"", "0123", "no hex at all, but long enough to be a key"}) {
            Path file = Files.writeString(folder.resolve("install.key"), broken);
            assertThatThrownBy(() -> InstallKey.in(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + " holds no key");
        }
    }

    @Test
    void anEmptyTokenFileGetsAToken() throws IOException {
        Path file = Files.writeString(folder.resolve("proxy.yaml"), """
                admin: {listen: '127.0.0.1:0', token_env: NO_SUCH_TOKEN}
                catalog: models.yaml
                default: large
                evidence: {dir: log}
                """);
        var config = ProxyFile.load(file).orThrow();
        Files.createDirectory(folder.resolve("log"));
        Path kept = Files.createFile(folder.resolve("log/admin.token"));
        String token = AdminServer.token(config, Env.of(Map.of()));
        assertThat(token).hasSize(48).isEqualTo(Files.readString(kept));
        assertThat(AdminServer.token(config, Env.of(Map.of()))).isEqualTo(token);
    }
}
