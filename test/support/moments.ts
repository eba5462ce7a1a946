import type { PayloadCodec } from '@temporalio/common';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import pg from 'pg';
import type { Activities } from '../../activities/index.ts';
import type { Mailer, SmsGateway } from '../../activities/notify/gateways.ts';

/**
 * Hears of everything that a worker of this process is about to do or has just done, as one line of text. It is called
 * before the worker goes on, so whoever ends the process in it ends it there.
 */
export type Hear = (moment: string) => void;

/** `in` and `out` with the JSON of whatever a task or an activity brought, or is about to answer. */
export function hearTasks(hear: Hear): void {
  const listening = (direction: 'in' | 'out') => async (payloads: Parameters<PayloadCodec['encode']>[0]) => {
    for (const { data } of payloads) hear(`${direction} ${Buffer.from(data ?? []).toString()}`);
    return payloads;
  };
  const codec: PayloadCodec = { encode: listening('out'), decode: listening('in') };
  const create = Worker.create.bind(Worker);
  Worker.create = (options: WorkerOptions) => create({ ...options, dataConverter: { payloadCodecs: [codec] } });
}

/**
 * `before` and `after` with each statement and its values as JSON, on one line. A commit brings everything that its
 * transaction said: `before commit begin; insert into …`.
 */
export function hearStatements(hear: Hear): void {
  const query = pg.Client.prototype.query as (this: object, ...args: unknown[]) => unknown;
  const transactions = new WeakMap<object, string[]>();
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const said = saidBy(args).replaceAll(/\s+/g, ' ').trim();
    if (said === 'begin') transactions.set(this, []);
    const before = transactions.get(this) ?? [];
    before.push(said);
    const line = said === 'commit' ? `commit ${before.slice(0, -1).join('; ')}` : said;
    if (said === 'commit') transactions.delete(this);
    hear(`before ${line}`);
    const last = args.at(-1);
    if (typeof last !== 'function') return (query.apply(this, args) as Promise<unknown>).then(heard(hear, line));
    const told = (...answer: unknown[]) => {
      if (!answer[0]) hear(`after ${line}`);
      last(...answer);
    };
    return query.apply(this, [...args.slice(0, -1), told]);
  } as typeof pg.Client.prototype.query;
}

/** A query's text and values, given apart or as one object. */
function saidBy([query, values]: readonly unknown[]): string {
  const given = typeof query === 'object' ? (query as { text: string; values?: unknown[] }) : { text: query, values };
  return `${given.text} ${Array.isArray(given.values) ? JSON.stringify(given.values) : ''}`;
}

function heard(hear: Hear, line: string) {
  return <T>(answer: T): T => {
    hear(`after ${line}`);
    return answer;
  };
}

/** `taken` with the key of an SMS, or the address and the subject of a mail, that its provider has answered for. */
export function hearProviders<P extends { sms: SmsGateway; mailer: Mailer }>(hear: Hear, { sms, mailer }: P) {
  return {
    sms: { ...sms, send: (one: Parameters<SmsGateway['send']>[0]) => sms.send(one).then(saying(`taken ${one.key}`)) },
    mailer: {
      ...mailer,
      send: (one: Parameters<Mailer['send']>[0]) =>
        mailer.send(one).then(saying(`taken ${one.to.address} ${one.subject}`)),
    },
  };
  function saying(line: string) {
    return <T>(answer: T): T => {
      hear(line);
      return answer;
    };
  }
}

/** `asked` and `answered` with the name of an activity of cases. */
export function hearActivities(hear: Hear, activities: Activities): Activities {
  const cases = Object.fromEntries(
    Object.entries<(input: never) => Promise<unknown>>(activities.cases as never).map(([name, activity]) => [
      name,
      async (input: never) => {
        hear(`asked ${name}`);
        const answer = await activity(input);
        hear(`answered ${name}`);
        return answer;
      },
    ]),
  );
  return { ...activities, cases: cases as unknown as Activities['cases'] };
}
