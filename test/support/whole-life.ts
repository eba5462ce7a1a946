import type { Aftercare } from '../../client/aftercare.ts';
import type { Actor } from '../../domain/case/commands.ts';
import { whenReady } from '../../local/demo/when-ready.ts';
import type { Engine } from './engine.ts';
import { CUSTOMER, DESK, FACTS, LEAD, request, TECHNICIAN } from './requests.ts';

interface Living {
  readonly send: (type: Parameters<Aftercare['send']>[2], body: object, by?: Actor) => Promise<unknown>;
  readonly until: (at: string) => Promise<unknown>;
}

/**
 * Lives of a case between its opening and its end, which together have every kind of step. Wherever the case is `until` a
 * time, all is done that was owed before, so that no life depends on how fast a worker is.
 */
export const LIVES = {
  /** Messages by SMS and mail; with three commands a run, two runs. */
  'at the desk': async ({ send, until }) => {
    await send('RecordRemoteHelp', { outcome: 'not-enough' });
    await send('ClassifyCase', { grade: 'general' });
    await until('2026-03-09 09:10');
    await send('HandOffCase', {});
    await until('2026-03-09 09:20');
  },
  /** A deadline that warns, a measured load, a slot that is kept and freed. */
  'with a visit': async ({ send, until }) => {
    await LIVES['at the desk']({ send, until });
    await until('2026-03-09 14:00');
    await send('AssignTechnician', {}, LEAD);
    await send('ProposeAppointment', { start: '2026-03-11T14:00+08:00', end: '2026-03-11T16:00+08:00' }, TECHNICIAN);
    await send('ConfirmAppointment', {}, CUSTOMER);
    await until('2026-03-10 09:00');
    await send('HoldCase', { reason: 'customer-away' });
  },
  /** Calendars that run out. */
  'on a long hold': async ({ send, until }) => {
    await send('HoldCase', { reason: 'customer-away' });
    await until('2026-05-18 09:00');
  },
} satisfies Record<string, (living: Living) => Promise<void>>;
export type LifeName = keyof typeof LIVES;

/** What a case has to show at its end. */
export interface Lived {
  /** In the order of the ledger; the outcomes of messages, which come in any order, left out. */
  readonly events: readonly string[];
  /** Key without the case, and state, by key. */
  readonly messages: readonly string[];
}

/** Opens a case, lets it live, closes it, and waits until its workflow has ended. */
export async function liveThrough(
  life: LifeName,
  { engine, aftercare, organisationId }: { engine: Engine; aftercare: Aftercare; organisationId: string },
): Promise<Lived> {
  const { caseId } = await aftercare.openCase(organisationId, request('life', FACTS), { by: DESK });
  const send: Living['send'] = (type, body, by = DESK) =>
    whenReady(() => aftercare.send(organisationId, caseId, type, body, { by, commandId: type }));
  await LIVES[life]({ send, until: (at) => engine.advance(caseId, at, organisationId) });
  await send('CloseCase', { outcome: 'withdrawn' });
  await engine.workflowOf(caseId, organisationId).result();

  const events = await engine.ledger(caseId, organisationId);
  const messages = await engine.messages(caseId, organisationId);
  return {
    events: events.flatMap(({ type }) => (type === 'MessageSettled' ? [] : [type])),
    messages: messages.map(({ key, state }) => `${key.slice(key.indexOf('/') + 1)} ${state}`).sort(),
  };
}
