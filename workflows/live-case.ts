import type { ExpandedCalendars } from '../domain/calendar/expanded.ts';
import { CALENDARS_AHEAD_MS } from '../domain/calendar/wait.ts';
import { malformed } from '../domain/case/commands/shapes.ts';
import type { Command, CommandType, EngineCommand } from '../domain/case/commands.ts';
import type { CaseContext } from '../domain/case/context.ts';
import { type Decision, decide, decideEngine } from '../domain/case/decide.ts';
import { nextDue } from '../domain/case/due.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import type { JournalEntries } from '../domain/case/journal.ts';
import { viewOf } from '../domain/case/project.ts';
import type { Progress } from '../domain/case/record.ts';
import { settle } from '../domain/case/settle.ts';
import type { CaseState, Receipt } from '../domain/case/state.ts';
import type { CaseView } from '../domain/case/view.ts';
import { endingFailure, refusalFailure } from './failures.ts';
import type { Answer, LiveCase, ServiceCaseInput } from './messages.ts';

/** The one writer of a case: its state in this run and what the world has not seen of it yet. All of it is synchronous. */
export interface Cell {
  readonly input: ServiceCaseInput;
  state: CaseState | null;
  calendars: ExpandedCalendars;
  /** What the journal is not known to hold, in order. */
  unrecorded: Entry[];
  /** How many entries there have been. */
  entries: number;
  inFlight: { what: string; sinceMs: number }[];
  commandsTaken: number;
  /** Of the calendars, in this run. */
  renewals: number;
  /** Nobody opened it in time and it is ending. */
  givenUp: boolean;
}

/** What one command or one look at the clock added. */
export interface Entry {
  /** 1, 2, 3 … within the run. */
  readonly ordinal: number;
  readonly events: readonly CaseEvent[];
  readonly receipt: Receipt | null;
}

export function openCell(input: ServiceCaseInput): Cell {
  const { state, calendars } = input;
  return {
    input,
    state,
    calendars,
    unrecorded: [],
    entries: 0,
    inFlight: [],
    commandsTaken: 0,
    renewals: 0,
    givenUp: false,
  };
}

/** The case's clock: the only one in the workflow. */
export function contextOf({ input, calendars }: Cell): CaseContext {
  const { organisationId, caseId, policy, clockOffsetMs } = input;
  return { organisationId, caseId, policy, calendars, nowMs: Date.now() + clockOffsetMs };
}

/** Refuses what must not enter the history, whatever was sent. Changes nothing. */
export function validate(cell: Cell, type: CommandType, command: Command): void {
  if (cell.givenUp) throw endingFailure();
  const nonsense = malformed(type, command);
  if (nonsense !== null) throw refusalFailure(nonsense);
  answerable(decide(cell.state, command, contextOf(cell)));
}

/** Takes a command: all or nothing, without a pause in which another could come between. */
export function take(cell: Cell, command: Command): Answer {
  const context = contextOf(cell);
  const decision = answerable(decide(cell.state, command, context));
  if (decision.kind === 'accepted') {
    absorb(cell, decision.progress, decision.receipt);
    cell.commandsTaken += 1;
  }
  return { receipt: decision.receipt, view: viewOf(openState(cell), context) };
}

/** Takes what an effect brought back. */
export function takeResult(cell: Cell, command: EngineCommand): void {
  absorb(cell, decideEngine(openState(cell), command, contextOf(cell)));
}

/** Writes what has come due. */
export function settleDue(cell: Cell): void {
  if (cell.state !== null) absorb(cell, settle(cell.state, contextOf(cell)));
}

/** When the case must look at the clock again by itself, and what for. */
export function nextWake(cell: Cell): { readonly atMs: number; readonly summary: string } {
  const due = cell.state === null ? null : nextDue(cell.state, contextOf(cell));
  const renewalMs = cell.calendars.untilMs - CALENDARS_AHEAD_MS;
  if (due === null || due.atMs > renewalMs) return { atMs: renewalMs, summary: 'renew the calendars' };
  const { type } = due.fact;
  return { atMs: due.atMs, summary: 'clockId' in due.fact ? `${type} ${due.fact.clockId}` : type };
}

/** Closed, and nothing left that waits for its recipient's hours. */
export function isOver(cell: Cell): boolean {
  const { stage, heldMessages } = openState(cell);
  return stage.name === 'closed' && heldMessages.length === 0;
}

export function calendarsRunOut(cell: Cell): boolean {
  return contextOf(cell).nowMs >= cell.calendars.untilMs - CALENDARS_AHEAD_MS;
}

/** These entries on their way to the journal, with the case as it stands now. */
export function entriesOf(cell: Cell, entries: readonly Entry[]): JournalEntries {
  const receipts = entries.flatMap(({ receipt }) => (receipt === null ? [] : [receipt]));
  return { events: eventsOf(entries), view: viewNow(cell), receipts };
}

export function eventsOf(entries: readonly Entry[]): readonly CaseEvent[] {
  return entries.flatMap(({ events }) => events);
}

export function liveCaseOf(cell: Cell): LiveCase {
  const view = cell.state === null ? null : viewNow(cell);
  return { view, inFlight: cell.inFlight, uncommittedEvents: eventsOf(cell.unrecorded).length };
}

export function viewNow(cell: Cell): CaseView {
  return viewOf(openState(cell), contextOf(cell));
}

export function openState(cell: Cell): CaseState {
  if (cell.state === null) throw new Error(`case ${cell.input.caseId} is not open`);
  return cell.state;
}

function absorb(cell: Cell, { state, events }: Progress<CaseState>, receipt: Receipt | null = null): void {
  cell.state = state;
  if (events.length === 0 && receipt === null) return;
  cell.entries += 1;
  cell.unrecorded.push({ ordinal: cell.entries, events, receipt });
}

function answerable(decision: Decision): Exclude<Decision, { kind: 'refused' }> {
  if (decision.kind === 'refused') throw refusalFailure(decision.refusal);
  return decision;
}
