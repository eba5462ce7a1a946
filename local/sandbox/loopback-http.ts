import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Call = { method: string; url: URL; headers: IncomingMessage['headers']; body: string };

export type Reply =
  | { kind: 'json'; status: number; body: unknown }
  /** Never answered: the caller's time-out is what happens next. */
  | { kind: 'hang' }
  /** The connection is cut with a reset. */
  | { kind: 'reset' };

export const json = (status: number, body: unknown): Reply => ({ kind: 'json', status, body });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(reply: Reply, response: ServerResponse): void {
  switch (reply.kind) {
    case 'json':
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
      return;
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
  }
}

/** Serves HTTP on 127.0.0.1. `stop` cuts every connection, also those that hang on purpose. */
export async function serveOnLoopback(
  port: number,
  answer: (call: Call) => Promise<Reply> | Reply,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const body = await bodyOf(request);
      send(await answer({ method: request.method ?? 'GET', url, headers: request.headers, body }), response);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!response.headersSent && !response.destroyed) send(json(400, { message }), response);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
