import type { InboxEntry } from '../../database/inbox.ts';
import type { Settlement } from '../../database/inbox-deliveries.ts';
import type { RefusalCode } from '../../domain/case/refusals.ts';
import { CONSENT_COMMANDS } from '../../domain/reply/opt-out.ts';
import type { CaseId, CommandId, OrganisationId } from '../../domain/shared/ids.ts';
import { NotAllowedError, RefusedError, UnavailableError } from '../errors.ts';
import type { Start } from '../open.ts';
import { type Parts, sendCommand } from '../send.ts';
import { planReply, type ReplyPlan } from './plan-reply.ts';
import { commandOf, contactOf, type ReplyCommand, replyCommandId } from './reply-command.ts';
import { saidAtMs, tellAsSaid } from './said-at.ts';

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
  start: Pick<Start, 'offsetMs'>,
  organisationId: OrganisationId,
  entry: InboxEntry,
  answering: 'aloud' | 'silent',
): Promise<InboxEntry> {
  const { store } = parts;
  try {
    const settlement = await tell(parts, start, organisationId, entry);
    const answer = answering === 'aloud' ? settlement.answer : null;
    return await store.settleReply(organisationId, entry.id, { ...settlement, answer }, ANSWERS_A_DAY);
  } catch (error) {
    await store.putReplyOff(organisationId, entry.id).catch(() => undefined);
    if (error instanceof UnavailableError || error instanceof NotAllowedError) return entry;
    throw error;
  }
}

const DONE: Settlement = { state: 'taken', waitsBecause: null, code: null, answer: null };

async function tell(
  parts: Parts,
  start: Pick<Start, 'offsetMs'>,
  organisationId: OrganisationId,
  entry: InboxEntry,
): Promise<Settlement> {
  if (CONSENT_COMMANDS.some((command) => command === entry.meaning)) {
    const atMs = await saidAtMs(parts, start, organisationId, entry, null);
    return tellConsent(parts, organisationId, entry, atMs);
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
  const atMs = await saidAtMs(parts, start, organisationId, entry, about);
  return tellCase(parts, organisationId, { ...plan, entry, text, atMs });
}

/** The word counts already; open cases are told so that they plan nothing more. */
async function tellConsent(
  parts: Parts,
  organisationId: OrganisationId,
  entry: InboxEntry,
  atMs: number | null,
): Promise<Settlement> {
  const { channel, addressHash, meaning } = entry;
  if (meaning === 'help') return { ...DONE, answer: 'help' };
  const cases = addressHash === null ? [] : await parts.store.openCasesOf(organisationId, channel, addressHash);
  const body = { consent: meaning === 'start' ? 'given' : 'withdrawn', channel };
  const command = { type: 'RecordConsent', body } as const;
  for (const caseId of cases) {
    await refusalOf(parts, organisationId, { caseId, commandId: replyCommandId(entry.id, 'meant'), atMs }, command);
  }
  return DONE;
}

interface Telling extends ReplyPlan {
  readonly entry: InboxEntry;
  readonly text: string;
  readonly atMs: number | null;
}

async function tellCase(
  parts: Parts,
  organisationId: OrganisationId,
  { caseId, meaning, reading, entry, text, atMs }: Telling,
): Promise<Settlement> {
  const words = contactOf(entry.channel, text);
  const command = reading === null ? words : commandOf(reading, entry.channel, text);
  const refusalAs = (which: 'meant' | 'words', told: ReplyCommand) =>
    refusalOf(parts, organisationId, { caseId, commandId: replyCommandId(entry.id, which), atMs }, told);
  const code = await refusalAs('meant', command);
  if (code === null) {
    const forPerson = meaning === 'text' || meaning === 'late' || meaning === 'another-time';
    if (!forPerson) return DONE;
    return { ...DONE, waitsBecause: meaning, answer: meaning === 'another-time' ? meaning : 'noted' };
  }
  const kept = command === words ? code : await refusalAs('words', words);
  if (kept !== null) return { state: 'kept', waitsBecause: kept, code, answer: 'noted' };
  // Who says yes twice is understood.
  if (code === 'already-confirmed') return { ...DONE, code };
  return { state: 'taken', waitsBecause: 'not-taken', code, answer: 'noted' };
}

interface To {
  readonly caseId: CaseId;
  /** Made of the reply. */
  readonly commandId: CommandId;
  /** When it was said; null for now. */
  readonly atMs: number | null;
}

/** Tells a case; why it refused, or null. */
async function refusalOf(
  parts: Parts,
  organisationId: OrganisationId,
  { caseId, commandId, atMs }: To,
  { type, body }: ReplyCommand,
): Promise<RefusalCode | null> {
  try {
    await tellAsSaid(atMs, (effectiveAtMs) =>
      sendCommand(parts, organisationId, caseId, type, body, { by: CUSTOMER, commandId, effectiveAtMs }),
    );
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
