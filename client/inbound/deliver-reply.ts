import type { InboxEntry } from '../../database/inbox.ts';
import type { Settlement } from '../../database/inbox-deliveries.ts';
import type { RefusalCode } from '../../domain/case/refusals.ts';
import { CONSENT_COMMANDS } from '../../domain/reply/opt-out.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { NotAllowedError, RefusedError, UnavailableError } from '../errors.ts';
import { type Parts, sendCommand } from '../send.ts';
import { planReply, type ReplyPlan } from './plan-reply.ts';
import { commandOf, contactOf, type ReplyCommand, replyCommandId } from './reply-command.ts';

/** One address gets so many answers within a day that its case did not send: two programs could go on for ever. */
const ANSWERS_A_DAY = 3;
/** Whoever delivers a reply has it for so long, which is longer than a command may take. */
export const REPLY_LEASE_MS = 45_000;
const CUSTOMER = { kind: 'customer' } as const;

/**
 * Tells a case of a reply and writes down what became of it. What cannot be told now is put off and stays `received`; a
 * fault of ours is put off as well, and thrown.
 * @param answering `silent` when nobody listens for an answer any more
 */
export async function deliverReply(
  parts: Parts,
  organisationId: OrganisationId,
  entry: InboxEntry,
  answering: 'aloud' | 'silent',
): Promise<InboxEntry> {
  const { store } = parts;
  try {
    const settlement = await tell(parts, organisationId, entry);
    const answer = answering === 'aloud' ? settlement.answer : null;
    return await store.settleReply(organisationId, entry.id, { ...settlement, answer }, ANSWERS_A_DAY);
  } catch (error) {
    await store.putReplyOff(organisationId, entry.id).catch(() => undefined);
    if (error instanceof UnavailableError || error instanceof NotAllowedError) return entry;
    throw error;
  }
}

const DONE: Settlement = { state: 'taken', waitsBecause: null, code: null, answer: null };

async function tell(parts: Parts, organisationId: OrganisationId, entry: InboxEntry): Promise<Settlement> {
  if (CONSENT_COMMANDS.some((command) => command === entry.meaning)) {
    return tellConsent(parts, organisationId, entry);
  }
  const text = await textOf(parts, organisationId, entry);
  const plan = await planReply(parts, organisationId, entry, text);
  if (plan === null) {
    return entry.writtenBy === 'program'
      ? { ...DONE, state: 'unmatched' }
      : { ...DONE, state: 'unmatched', waitsBecause: 'unmatched', answer: 'unmatched' };
  }
  const { caseId, about, meaning } = plan;
  if (entry.meaning === null) await parts.store.planDelivery(organisationId, entry.id, { caseId, about, meaning });
  if (entry.writtenBy === 'program') return { ...DONE, state: 'kept' };
  return tellCase(parts, organisationId, entry, plan, text);
}

/** The word counts already; open cases are told so that they plan nothing more. */
async function tellConsent(parts: Parts, organisationId: OrganisationId, entry: InboxEntry): Promise<Settlement> {
  const { channel, addressHash, meaning } = entry;
  if (meaning === 'help') return { ...DONE, answer: 'help' };
  const cases = addressHash === null ? [] : await parts.store.openCasesOf(organisationId, channel, addressHash);
  const body = { consent: meaning === 'start' ? 'given' : 'withdrawn', channel };
  for (const caseId of cases) await refusalOf(parts, organisationId, caseId, entry, { type: 'RecordConsent', body });
  return DONE;
}

async function tellCase(
  parts: Parts,
  organisationId: OrganisationId,
  entry: InboxEntry,
  { caseId, meaning, reading }: ReplyPlan,
  text: string,
): Promise<Settlement> {
  const words = contactOf(entry.channel, text);
  const command = reading === null ? words : commandOf(reading, entry.channel, text);
  const code = await refusalOf(parts, organisationId, caseId, entry, command);
  if (code === null) {
    const forPerson = meaning === 'text' || meaning === 'late' || meaning === 'another-time';
    if (!forPerson) return DONE;
    return { ...DONE, waitsBecause: meaning, answer: meaning === 'another-time' ? meaning : 'noted' };
  }
  const kept = command === words ? code : await refusalOf(parts, organisationId, caseId, entry, words, 'words');
  if (kept !== null) return { state: 'kept', waitsBecause: kept, code, answer: 'noted' };
  // Who says yes twice is understood.
  if (code === 'already-confirmed') return { ...DONE, code };
  return { state: 'taken', waitsBecause: 'not-taken', code, answer: 'noted' };
}

/** Sends it under an id of the reply's own; why the case refused it, or null. */
async function refusalOf(
  parts: Parts,
  organisationId: OrganisationId,
  caseId: CaseId,
  { id }: InboxEntry,
  { type, body }: ReplyCommand,
  which: 'meant' | 'words' = 'meant',
): Promise<RefusalCode | null> {
  try {
    await sendCommand(parts, organisationId, caseId, type, body, {
      by: CUSTOMER,
      commandId: replyCommandId(id, which),
    });
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0].code;
    throw error;
  }
}

/** Empty when it was erased meanwhile. */
async function textOf({ store }: Parts, organisationId: OrganisationId, { textId }: InboxEntry): Promise<string> {
  if (textId === null) return '';
  const { [textId]: entry } = await store.readVault(organisationId, [textId]);
  return entry?.kind === 'text' ? entry.content : '';
}
