import { findPerson } from '../policy/people.ts';
import { HOUR_MS } from '../shared/time.ts';
import type { Command, CommandOf, CommandType, EngineCommand } from './commands.ts';
import type { CaseContext } from './context.ts';
import { type Cause, type Progress, record } from './record.ts';
import { type Refusal, refusal } from './refusals.ts';
import { rule, ruleEngine } from './rule.ts';
import type { Ruling } from './ruling.ts';
import { settle } from './settle.ts';
import { openCase } from './stages/intake.ts';
import type { CaseState, Receipt } from './state.ts';

/** Receipts a case carries; the journal has the older ones. */
const RECEIPTS_KEPT = 200;

/** Commands that a case on hold still takes. */
const TAKEN_ON_HOLD: readonly CommandType[] = [
  'ProvideFacts',
  'OpenItem',
  'AdvanceItem',
  'RecordContact',
  'AnswerOccasion',
  'RecordPurchase',
  'RecordIncident',
  'RecordConsent',
  'ResumeCase',
  'AcknowledgeEscalation',
  'CloseCase',
  'HoldCase',
];

export type Decision =
  | { readonly kind: 'accepted'; readonly progress: Progress<CaseState>; readonly receipt: Receipt }
  /** Seen before with the same body: nothing changes, the answer is the same. */
  | { readonly kind: 'repeated'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Judges a command from outside at `context.nowMs`: first everything that is due is settled, then the stage's rule speaks. */
export function decide(state: CaseState | null, command: Command, context: CaseContext): Decision {
  const known = state?.receipts.find(({ commandId, fingerprint }) =>
    command.type === 'OpenCase' ? fingerprint === command.fingerprint : commandId === command.id,
  );
  if (known !== undefined && known.fingerprint === command.fingerprint) return { kind: 'repeated', receipt: known };
  if (known !== undefined) return refused(refusal('command-id-reused', '/id', { commandId: command.id }));
  if (state === null) {
    return command.type === 'OpenCase' ? open(command, context) : refused(refusal('not-open'));
  }
  if (command.ifSeq !== undefined && command.ifSeq !== state.seq) {
    return refused(refusal('case-changed', '', { current: state.seq }));
  }
  const settled = settle(state, context);
  const ruling = preconditions(settled.state, command, context) ?? rule(settled.state, command, context);
  return conclude(settled, ruling, command, context);
}

/** Takes the result of an effect; it is never refused. */
export function decideEngine(state: CaseState, command: EngineCommand, context: CaseContext): Progress<CaseState> {
  const settled = settle(state, context);
  const ruling = ruleEngine(settled.state, command, context);
  const cause: Cause = { by: { kind: 'engine' }, commandId: null, atMs: context.nowMs };
  return 'facts' in ruling ? recordRuling(settled, ruling, cause, context) : settled;
}

function open(command: CommandOf<'OpenCase'>, context: CaseContext): Decision {
  const wrong = unknownActor(command, context) ?? effectiveTime(command, context, 0);
  return conclude({ state: null, events: [] }, wrong ?? openCase(command, context), command, context);
}

function preconditions(state: CaseState, command: Command, context: CaseContext): Ruling | null {
  if (state.stage.name === 'closed') return { refused: refusal('case-closed') };
  const stranger = unknownActor(command, context);
  if (stranger !== null) return stranger;
  const since = state.hold?.sinceMs;
  if (since !== undefined && !TAKEN_ON_HOLD.includes(command.type)) {
    return { refused: refusal('on-hold', '', { since: new Date(since).toISOString() }) };
  }
  return effectiveTime(command, context, state.openedAtMs);
}

/** Who acts for the organisation is somebody of its policy: a mistyped name would stand in the ledger for ever. */
function unknownActor({ by }: Command, { policy }: CaseContext): Ruling | null {
  if (by.kind !== 'staff' || findPerson(policy, by.personId) !== null) return null;
  return { refused: refusal('unknown-person', '/by', { value: by.personId }) };
}

function effectiveTime(command: Command, { policy, nowMs }: CaseContext, openedAtMs: number): Ruling | null {
  const { effectiveAtMs } = command;
  if (effectiveAtMs === null) return null;
  if (effectiveAtMs > nowMs) return { refused: refusal('effective-in-future', '/effectiveAtMs') };
  if (effectiveAtMs < nowMs - policy.effectiveBackMs || effectiveAtMs < openedAtMs) {
    const allowed = `${Math.floor(policy.effectiveBackMs / HOUR_MS)} h, and not before the case was opened`;
    return { refused: refusal('effective-too-old', '/effectiveAtMs', { allowed }) };
  }
  return null;
}

function conclude(start: Progress, ruling: Ruling, command: Command, context: CaseContext): Decision {
  if ('refused' in ruling) return refused(ruling.refused);
  const { id: commandId, fingerprint, by } = command;
  const cause: Cause = { by, commandId, atMs: command.effectiveAtMs ?? context.nowMs };
  const { state, events } = recordRuling(start, ruling, cause, context);
  if (state === null) throw new Error(`${command.type} was accepted without a case`);
  const receipt: Receipt = { commandId, fingerprint, seq: state.seq, atMs: context.nowMs };
  const receipts = [...state.receipts, receipt].slice(-RECEIPTS_KEPT);
  return { kind: 'accepted', progress: { state: { ...state, receipts }, events }, receipt };
}

function recordRuling<S extends CaseState | null>(
  start: Progress<S>,
  ruling: Extract<Ruling, { facts: unknown }>,
  cause: Cause,
  context: CaseContext,
): Progress<S | CaseState> {
  return ruling.facts.reduce<Progress<S | CaseState>>(
    (progress, fact) => record(progress, fact, cause, context),
    start,
  );
}

function refused(why: Refusal): Decision {
  return { kind: 'refused', refusal: why };
}
