import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../local/free-ports.ts';

/** A way to a server on this machine that can be cut. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts every connection; new ones are refused until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const restore = async () => {
    server = createServer((near) => {
      const far = connect(target.port, target.host);
      keep(near);
      keep(far);
      near.pipe(far).pipe(near);
      near.once('close', () => far.destroy());
      far.once('close', () => near.destroy());
    });
    const listening = server;
    await new Promise<void>((ready, failed) => {
      listening.once('error', failed).listen(port, '127.0.0.1', ready);
    });
  };
  const cut = async () => {
    const listening = server;
    server = null;
    const closed = new Promise<void>((done) => (listening === null ? done() : listening.close(() => done())));
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  await restore();
  return { port, cut, restore, stop: cut };
}

/** The same database behind a proxy. */
export async function proxied(databaseUrl: string): Promise<{ readonly url: string; readonly proxy: TcpProxy }> {
  const url = new URL(databaseUrl);
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  return { url: url.toString(), proxy };
}
