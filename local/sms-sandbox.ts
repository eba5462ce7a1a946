import { join, resolve } from 'node:path';
import { openJsonl } from './sandbox/jsonl-file.ts';
import { type Call, json, type Reply, serveOnLoopback } from './sandbox/loopback-http.ts';
import { parseScript, type Script, scriptedAnswers } from './sandbox/scripted-answers.ts';
import { callBack } from './sandbox/sms-callback.ts';
import { pageOf } from './sandbox/sms-list.ts';
import { faultOf, newMessage, type SmsMessage, type SmsStatus, smsError, withStatus } from './sandbox/sms-message.ts';

const WORDS = [
  'ok',
  'ok-then-undelivered',
  'hang',
  'accept-then-hang',
  'accept-then-500',
  'accept-then-reset',
] as const;

/** How a submission ends; a number is an HTTP status (429, 500) or one of the provider's error codes (21211, 21610). */
export type SmsAnswer = (typeof WORDS)[number] | number;

export type SmsSandbox = {
  /** Stands where `https://api.twilio.com` stands. */
  url: string;
  /** All accepted messages with their present status, oldest first. */
  messages(): Promise<SmsMessage[]>;
  /** Says how the next submissions end; without a script every valid one is accepted. */
  script(script: Script<SmsAnswer>): void;
  /** From now on this number answers as one that sent STOP, until the sandbox's data is deleted. */
  optOut(number: string): Promise<void>;
  stop(): Promise<void>;
};

type Line = { kind: 'message'; message: SmsMessage } | { kind: 'opt-out'; number: string };

const ALLOWED = `${WORDS.join(', ')}, an HTTP status or a provider's error code`;
const isAnswer = (value: unknown): value is SmsAnswer =>
  Number.isInteger(value) || (WORDS as readonly unknown[]).includes(value);

function refusal(code: number): Reply {
  const error = smsError(code < 1_000 ? 20_000 + code : code);
  return json(error.status, error);
}

/**
 * Speaks the part of Twilio's Messages API that Aftercare uses, to the real client: create, fetch,
 * list with paging, status callbacks with a correct signature. Accepted messages are lines of
 * `sms.jsonl` in `dataDir`, written before the caller hears of them. Besides: `POST /sandbox/script`,
 * `POST /sandbox/opt-outs` with `{"number"}`, `GET /sandbox/messages`.
 */
export async function startSmsSandbox(options: {
  dataDir: string;
  port?: number;
  accountSid: string;
  authToken: string;
}): Promise<SmsSandbox> {
  const { accountSid, authToken } = options;
  const file = await openJsonl<Line>(join(resolve(options.dataDir), 'sms.jsonl'));
  const messages = new Map<string, SmsMessage>();
  const optedOut = new Set<string>();
  for (const line of file.before) {
    if (line.kind === 'message') messages.set(line.message.sid, line.message);
    else optedOut.add(line.number);
  }
  const scripts = scriptedAnswers<SmsAnswer>();
  const stopping = new AbortController();
  const base = `/2010-04-01/Accounts/${accountSid}/Messages`;
  const credentials = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

  async function keep(message: SmsMessage): Promise<void> {
    await file.append({ kind: 'message', message });
    messages.set(message.sid, message);
  }

  async function deliver(message: SmsMessage, callback: string | null, last: SmsStatus): Promise<void> {
    let present = message;
    const steps: SmsStatus[] = [...(message.status === 'accepted' ? (['queued'] as const) : []), 'sent', last];
    for (const status of steps) {
      if (stopping.signal.aborted) return;
      present = withStatus(present, status, Date.now());
      await keep(present);
      if (callback !== null) await callBack(callback, authToken, present, stopping.signal);
    }
  }

  async function create(form: URLSearchParams): Promise<Reply> {
    const to = form.get('To') ?? '';
    const fault = faultOf(form) ?? (optedOut.has(to) ? 21610 : undefined);
    const answer = scripts.next(to) ?? 'ok';
    if (answer === 'hang') return { kind: 'hang' };
    if (typeof answer === 'number') return refusal(answer);
    if (fault !== undefined) return refusal(fault);
    const message = newMessage(form, accountSid, Date.now());
    await keep(message);
    // After the answer, as the provider does: the caller must know the sid before it hears of it.
    const last = answer === 'ok-then-undelivered' ? 'undelivered' : 'delivered';
    const callback = form.get('StatusCallback');
    // A delivery that is still going on when the data folder goes away has nobody to tell.
    setTimeout(() => void deliver(message, callback, last).catch(() => undefined), 10);
    switch (answer) {
      case 'ok':
      case 'ok-then-undelivered':
        return json(201, message);
      case 'accept-then-hang':
        return { kind: 'hang' };
      case 'accept-then-500':
        return refusal(500);
      case 'accept-then-reset':
        return { kind: 'reset' };
    }
  }

  function providerApi({ method, url, headers, body }: Call): Reply | Promise<Reply> {
    if (headers.authorization !== credentials) return refusal(20003);
    if (url.pathname === `${base}.json`) {
      if (method === 'POST') return create(new URLSearchParams(body));
      return json(200, pageOf([...messages.values()], url.pathname, url.searchParams));
    }
    const sid = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length + 1).replace(/\.json$/, '') : '';
    const message = messages.get(sid);
    return message === undefined ? refusal(20404) : json(200, message);
  }

  async function optOut(number: string): Promise<void> {
    await file.append({ kind: 'opt-out', number });
    optedOut.add(number);
  }

  const http = await serveOnLoopback(options.port ?? 0, async (call) => {
    switch (`${call.method} ${call.url.pathname}`) {
      case 'GET /sandbox/messages':
        return json(200, [...messages.values()]);
      case 'POST /sandbox/script':
        scripts.add(parseScript(call.body, isAnswer, ALLOWED));
        return json(200, { scripted: true });
      case 'POST /sandbox/opt-outs':
        await optOut(String((JSON.parse(call.body) as { number: unknown }).number));
        return json(200, { optedOut: true });
      default:
        return providerApi(call);
    }
  });

  return {
    url: http.url,
    messages: async () => [...messages.values()],
    script: (script) => scripts.add(script),
    optOut,
    async stop() {
      stopping.abort();
      await http.stop();
    },
  };
}
