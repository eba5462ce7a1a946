import type { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { freePort } from './free-ports.ts';
import { openJsonl } from './sandbox/jsonl-file.ts';
import { json, serveOnLoopback } from './sandbox/loopback-http.ts';
import { type ParsedMail, parseMail } from './sandbox/parse-mail.ts';
import { parseScript, type Script, scriptedAnswers } from './sandbox/scripted-answers.ts';

/** An accepted mail; `envelope` is what the SMTP client said, the rest is what the mail itself says. */
export type Mail = ParsedMail & { acceptedAtMs: number; envelope: { from: string; to: string[] }; raw: string };

const ANSWERS = ['ok', 421, 451, 550, 'accept-then-hang', 'accept-then-reset', 'reset-before-accept'] as const;
export type MailAnswer = (typeof ANSWERS)[number];

export type Mailbox = {
  smtpUrl: string;
  httpUrl: string;
  mails(): Promise<Mail[]>;
  /** Says how the next deliveries end; without a script every mail is accepted. */
  script(script: Script<MailAnswer>): void;
  stop(): Promise<void>;
};

const isAnswer = (value: unknown): value is MailAnswer => (ANSWERS as readonly unknown[]).includes(value);

function refusal(code: 421 | 451 | 550): Error {
  const sentences = { 421: 'Service closing', 451: 'Try again later', 550: 'No such mailbox' };
  return Object.assign(new Error(sentences[code]), { responseCode: code });
}

function socketOf(server: SMTPServer, session: SMTPServerSession): Socket | undefined {
  // The library has no public way from a session to its socket, and a cut line is what is to be played.
  const connections = (server as unknown as { connections: Set<{ id: string; _socket: Socket }> }).connections;
  return [...connections].find((each) => each.id === session.id)?._socket;
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const withAngles = (id: string): string => (id.startsWith('<') ? id : `<${id}>`);

/**
 * A mail server that keeps what it is given and delivers nothing. Accepted mails are lines of
 * `mails.jsonl` in `dataDir`, written before the sender hears "ok". Over HTTP: `GET /mails`,
 * `GET /mails?messageId=<…>` (for a look-up before a resend) and `POST /script`.
 */
export async function startMailbox(options: {
  dataDir: string;
  smtpPort?: number;
  httpPort?: number;
}): Promise<Mailbox> {
  const file = await openJsonl<Mail>(join(resolve(options.dataDir), 'mails.jsonl'));
  const kept = file.before;
  const scripts = scriptedAnswers<MailAnswer>();
  // An envelope is one delivery; its first recipient decides which script speaks.
  const answers = new WeakMap<object, MailAnswer>();

  async function accept(raw: string, session: SMTPServerSession): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    const from = mailFrom === false ? '' : mailFrom.address;
    const envelope = { from, to: rcptTo.map((each) => each.address) };
    const mail: Mail = { ...(await parseMail(raw)), acceptedAtMs: Date.now(), envelope, raw };
    await file.append(mail);
    kept.push(mail);
  }

  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anybody' }),
    onRcptTo(address, session, done) {
      const known = answers.get(session.envelope);
      const answer = known ?? scripts.next(address.address) ?? 'ok';
      answers.set(session.envelope, answer);
      done(typeof answer === 'number' ? refusal(answer) : null);
    },
    async onData(stream, session, done) {
      try {
        const answer = answers.get(session.envelope) ?? 'ok';
        const raw = await textOf(stream);
        const cut = (): void => void socketOf(server, session)?.resetAndDestroy();
        if (answer === 'reset-before-accept') return cut();
        await accept(raw, session);
        if (answer === 'accept-then-hang') return;
        if (answer === 'accept-then-reset') return cut();
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  // A client that goes away in the middle is what scripts are for; it must not end the process.
  server.on('error', () => undefined);
  const smtpPort = options.smtpPort ?? (await freePort());
  await new Promise<void>((ready, failed) => {
    server.server.once('error', failed);
    server.listen(smtpPort, '127.0.0.1', ready);
  });

  const http = await serveOnLoopback(options.httpPort ?? 0, ({ method, url, body }) => {
    if (method === 'GET' && url.pathname === '/mails') {
      const messageId = url.searchParams.get('messageId');
      const wanted = messageId === null ? undefined : withAngles(messageId);
      return json(200, wanted === undefined ? kept : kept.filter((mail) => mail.messageId === wanted));
    }
    if (method === 'POST' && url.pathname === '/script') {
      scripts.add(parseScript(body, isAnswer, ANSWERS.join(', ')));
      return json(200, { scripted: true });
    }
    return json(404, { message: 'There are GET /mails, GET /mails?messageId=… and POST /script.' });
  });

  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    httpUrl: http.url,
    mails: async () => [...kept],
    script: (script) => scripts.add(script),
    async stop() {
      await http.stop();
      const closed = new Promise<void>((done) => server.close(() => done()));
      const { connections } = server as unknown as { connections: Set<{ _socket: Socket }> };
      for (const { _socket } of connections) _socket.destroy();
      await closed;
    },
  };
}
