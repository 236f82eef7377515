package io.github.smallwright.agents.local.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Where a worker finds its parent: a Unix-domain socket in a private folder, else a port of the loopback interface. */
record Endpoint(ServerSocketChannel server, String address) implements Closeable {

    private static final String UNIX = "unix:";
    private static final String TCP = "tcp:";

    static Endpoint in(Path folder) throws IOException {
        Path file = folder.resolve("s");
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(file));
                return new Endpoint(server, UNIX + file);
            } catch (IOException e) {
                Quietly.close(server);
                return loopback();
            }
        } catch (UnsupportedOperationException e) {
            return loopback();
        }
    }

    static Endpoint loopback() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new Endpoint(server, TCP + ((InetSocketAddress) server.getLocalAddress()).getPort());
    }

    /** Called by the worker. */
    static SocketChannel connect(String address) throws IOException {
        SocketAddress parent = address.startsWith(UNIX)
                ? UnixDomainSocketAddress.of(address.substring(UNIX.length()))
                : new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(address.substring(TCP.length())));
        return SocketChannel.open(parent);
    }

    /** The next connection; empty if none comes in time. */
    Optional<SocketChannel> accept(long millis) throws IOException {
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            selector.select(millis);
            return Optional.ofNullable(server.accept());
        }
    }

    @Override
    public void close() {
        Quietly.close(server);
    }
}
