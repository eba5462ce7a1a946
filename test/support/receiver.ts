import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { OutwardEvent } from '../../domain/outward/event.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly event: OutwardEvent;
}

/** What to answer: a status with headers, or nothing at all. */
export type Answer = { readonly status: number; readonly headers?: Record<string, string> } | 'silence';

/** Another system's endpoint on this machine: notes what it is sent, and answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  answer: (event: OutwardEvent) => Answer;
  /** Ids in the order in which they came. */
  ids(): string[];
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const event = JSON.parse(text) as OutwardEvent;
    receiver.received.push({ headers: asked.headers, text, event });
    const said = receiver.answer(event);
    if (said !== 'silence') answer.writeHead(said.status, said.headers).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: () => ({ status: 204 }),
    ids: () => receiver.received.map(({ event }) => event.id),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((ended) => server.close(ended));
    },
  };
  return receiver;
}

/** Throws when the secret did not sign it, as a receiver with the library of Standard Webhooks would. */
export function verify(secret: string, { headers, text }: Received): unknown {
  return new Webhook(secret).verify(text, headers as Record<string, string>);
}
