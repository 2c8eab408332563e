package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.http.Limits;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Providers behind TLS: only one whose certificate is trusted, and is for the host that was asked for, gets a request. */
@Isolated("sets what the whole process trusts")
class TlsTest {
    private static final String PASSWORD = "changeit";
    /** A first handshake in a young process takes its time. */
    private static final Limits PATIENT = new Limits(
            1 << 20,
            64 << 20,
            2_000,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            64,
            Duration.ofMillis(400));

    private static final String TRUST = "javax.net.ssl.trustStore";

    @TempDir
    Path folder;

    /** A provider with a certificate of its own making; counts the requests that came through. */
    private static final class Provider implements AutoCloseable {
        private final ServerSocket server;
        private final AtomicInteger requests = new AtomicInteger();

        Provider(Path keys) throws Exception {
            var store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keys)) {
                store.load(in, PASSWORD.toCharArray());
            }
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            server = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> answer(socket));
                } catch (java.io.IOException closed) {
                    return;
                }
            }
        }

        private void answer(Socket socket) {
            try (socket) {
                if (socket.getInputStream().read() >= 0) {
                    requests.incrementAndGet();
                    socket.getOutputStream().write(Wire.good(false).getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                    while (socket.getInputStream().read() >= 0) {
                        // the rest of the request
                    }
                }
            } catch (java.io.IOException refused) {
                // The proxy did not like the certificate.
            }
        }

        URI baseUrl() {
            return URI.create("https://127.0.0.1:" + server.getLocalPort() + "/v1");
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    private Path certificate(String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "provider",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=provider",
                        "-ext",
                        "san=" + name,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return file;
    }

    private static RawCaller.Answer ask(Provider provider) throws Exception {
        try (var rig = Rig.plan().limits(PATIENT).inFrontOf(provider.baseUrl())) {
            var answer = rig.ask(false);
            rig.outcome();
            return answer;
        }
    }

    private static RawCaller.Answer askTrusting(Path store, Provider provider) throws Exception {
        String before = System.getProperty(TRUST);
        System.setProperty(TRUST, store.toString());
        System.setProperty(TRUST + "Password", PASSWORD);
        try {
            return ask(provider);
        } finally {
            System.clearProperty(TRUST + "Password");
            if (before == null) {
                System.clearProperty(TRUST);
            } else {
                System.setProperty(TRUST, before);
            }
        }
    }

    @Test
    void aSelfSignedCertificateIsRefusedBeforeAnythingIsSent() throws Exception {
        try (var provider = new Provider(certificate("ip:127.0.0.1"))) {
            var answer = ask(provider);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("provider_unreachable");
            assertThat(provider.requests).hasValue(0);
        }
    }

    @Test
    void aCertificateOfATrustedAuthorityIsTaken() throws Exception {
        Path keys = certificate("ip:127.0.0.1");
        try (var provider = new Provider(keys)) {
            assertThat(askTrusting(keys, provider).text()).isEqualTo(Wire.completion(Marks.ANSWER));
        }
    }

    @Test
    void aTrustedCertificateForAnotherHostIsRefused() throws Exception {
        Path keys = certificate("dns:elsewhere.example");
        try (var provider = new Provider(keys)) {
            assertThat(askTrusting(keys, provider).status()).isEqualTo(502);
            assertThat(provider.requests).hasValue(0);
        }
    }
}
