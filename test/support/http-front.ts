import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server on this machine that answers 503 to requests of a method while that is `shut`. */
export interface HttpFront {
  readonly url: string;
  shut: 'GET' | 'POST' | null;
  stop(): Promise<void>;
}

export async function startHttpFront(target: string): Promise<HttpFront> {
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const { method = 'GET', url = '/' } = asked;
    if (method === front.shut) return answer.writeHead(503).end();
    const { authorization = '', 'content-type': type = 'text/plain' } = asked.headers;
    const gone = new AbortController();
    answer.once('close', () => gone.abort());
    const body = method === 'POST' ? { body: Buffer.concat(chunks) } : {};
    const headers = { authorization, 'content-type': type };
    const real = await fetch(new URL(url, target), { method, headers, signal: gone.signal, ...body }).catch(() => null);
    if (real === null) return answer.destroy();
    return answer.writeHead(real.status, { 'content-type': 'application/json' }).end(await real.text());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const front: HttpFront = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shut: null,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return front;
}
