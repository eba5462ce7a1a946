import { randomBytes } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../local/free-ports.ts';
import { json, serveOnLoopback } from '../local/sandbox/loopback-http.ts';

/** Providers that take every message at once, keep nothing but who got one and when, and tell whoever waits. */
export interface Sinks {
  readonly smsUrl: string;
  readonly smtpUrl: string;
  /** When messages for a recipient (number or address) were accepted, in order. */
  acceptedAtMs(recipient: string): readonly number[];
  /** True once the recipient has got `count` messages, false when that takes longer than `withinMs`. */
  received(recipient: string, count: number, withinMs?: number): Promise<boolean>;
  /** Forgets a recipient; a benchmark has many. */
  forget(recipient: string): void;
  stop(): Promise<void>;
}

interface Recipient {
  readonly atMs: number[];
  waiting: { readonly count: number; readonly wake: () => void }[];
}

/** A message that was never planned never comes; the case must go on without it. */
const RECEIVED_WITHIN_MS = 12_000;

export async function startSinks(): Promise<Sinks> {
  const recipients = new Map<string, Recipient>();
  const of = (name: string): Recipient => {
    const known = recipients.get(name) ?? { atMs: [], waiting: [] };
    recipients.set(name, known);
    return known;
  };
  const accept = (name: string): void => {
    const recipient = of(name);
    recipient.atMs.push(Date.now());
    const ready = recipient.waiting.filter(({ count }) => count <= recipient.atMs.length);
    recipient.waiting = recipient.waiting.filter((one) => !ready.includes(one));
    for (const { wake } of ready) wake();
  };

  const sms = await serveOnLoopback(0, ({ body }) => {
    const form = new URLSearchParams(body);
    const to = form.get('To') ?? '';
    accept(to);
    const sid = `SM${randomBytes(16).toString('hex')}`;
    return json(201, { sid, to, body: form.get('Body'), status: 'queued', error_code: null });
  });

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, session, done) {
      stream.resume().once('end', () => {
        for (const { address } of session.envelope.rcptTo) accept(address);
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  const port = await freePort();
  await new Promise<void>((ready) => {
    smtp.listen(port, '127.0.0.1', () => ready());
  });

  return {
    smsUrl: sms.url,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    acceptedAtMs: (name) => recipients.get(name)?.atMs ?? [],
    received: (name, count, withinMs = RECEIVED_WITHIN_MS) =>
      new Promise((tell) => {
        const recipient = of(name);
        if (recipient.atMs.length >= count) return tell(true);
        const late = setTimeout(() => tell(false), withinMs);
        const wake = () => {
          clearTimeout(late);
          tell(true);
        };
        recipient.waiting.push({ count, wake });
      }),
    forget: (name) => void recipients.delete(name),
    async stop() {
      await sms.stop();
      await new Promise<void>((done) => smtp.close(() => done()));
    },
  };
}
