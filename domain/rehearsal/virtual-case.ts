import { CALENDARS_AHEAD_MS } from '../calendar/wait.ts';
import { calendarsNeededFrom } from '../case/calendar-window.ts';
import type { Command, EngineCommand } from '../case/commands.ts';
import type { CaseContext } from '../case/context.ts';
import { decide, decideEngine } from '../case/decide.ts';
import { nextDue } from '../case/due.ts';
import { type Effect, effectsOf } from '../case/effects.ts';
import type { CaseEvent } from '../case/events.ts';
import { viewOf } from '../case/project.ts';
import type { Progress } from '../case/record.ts';
import type { Refusal } from '../case/refusals.ts';
import { settle } from '../case/settle.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';
import { type CalendarWindows, calendarWindows } from './calendars.ts';

/** What the world answers to the effects of a case. Without an answer everybody is free and every message arrives. */
export interface World {
  /** Open cases that each technician carries already. */
  readonly openCases?: Readonly<Record<PersonId, number>>;
  readonly slot?: (technicianId: PersonId, startMs: number, endMs: number) => 'reserved' | 'taken';
}

export interface VirtualCaseOptions {
  readonly world?: World;
  /** Shared by the cases of one policy. */
  readonly windows?: CalendarWindows;
  readonly organisationId?: OrganisationId;
  readonly caseId?: CaseId;
}

/**
 * A case lived through in the core alone, at a time that the caller says: the same rules as on the engine, no engine.
 * Effects are answered at once; what would have been sent is in the ledger.
 */
export class VirtualCase {
  state: CaseState | null = null;
  events: CaseEvent[] = [];
  nowMs: number;
  private linked = 0;
  protected readonly startMs: number;
  protected readonly policy: PolicyDocument;
  private readonly world: World;
  private readonly windows: CalendarWindows;
  /** The case has the organisation's row of receipts for itself. */
  private receiptsIssued = 0;
  private readonly identity: Pick<CaseContext, 'organisationId' | 'caseId'>;

  constructor(policy: PolicyDocument, startMs: number, options: VirtualCaseOptions = {}) {
    this.policy = policy;
    this.startMs = startMs;
    this.nowMs = startMs;
    this.world = options.world ?? {};
    this.windows = options.windows ?? calendarWindows(policy);
    this.identity = { organisationId: options.organisationId ?? 'org', caseId: options.caseId ?? 'C-VIRTUAL' };
  }

  /** Lets time pass, waking the case whenever something is due. */
  until(nowMs: number): this {
    for (let due = this.due(); due !== null && due.atMs <= nowMs; due = this.due()) {
      // What lies far ahead is looked at again when the calendars that it lies in are known.
      this.wakeLate(Math.min(Math.max(due.atMs, this.nowMs), this.nowMs + CALENDARS_AHEAD_MS));
    }
    return this.wakeLate(nowMs);
  }

  /** Lets time pass in which nothing can wake the case: an outage. All that came due is settled at its end. */
  wakeLate(nowMs: number): this {
    this.nowMs = nowMs;
    if (this.state !== null) this.absorb(settle(this.state, this.context()));
    return this;
  }

  /** The next thing that is to happen by itself. */
  due(): ReturnType<typeof nextDue> {
    return this.state === null ? null : nextDue(this.state, this.context());
  }

  /** Gives a command now; returns why it was refused, or null. */
  give(command: Command): Refusal | null {
    const decision = decide(this.state, command, this.context());
    if (decision.kind === 'refused') return decision.refusal;
    if (decision.kind === 'accepted') this.absorb(decision.progress);
    return null;
  }

  view(): CaseView {
    return viewOf(this.open(), this.context());
  }

  /** Throws while the case is not open. */
  open(): CaseState {
    if (this.state === null) throw new Error('not open');
    return this.state;
  }

  context(): CaseContext {
    const { policy, nowMs, startMs, state } = this;
    const fromMs = state === null ? startMs : calendarsNeededFrom(state, nowMs);
    return { ...this.identity, policy: policy.pinned, calendars: this.windows.reaching(fromMs, nowMs), nowMs };
  }

  protected absorb({ state, events }: Progress<CaseState>): void {
    this.state = state;
    this.events.push(...events);
    for (const result of events.flatMap((event) => effectsOf(event, state)).flatMap((effect) => this.answer(effect))) {
      this.absorb(decideEngine(this.open(), result, this.context()));
    }
  }

  private answer(effect: Effect): EngineCommand[] {
    switch (effect.kind) {
      case 'measure-load':
        return [{ type: 'RecordLoad', openCases: this.world.openCases ?? {} }];
      case 'reserve-slot': {
        const { revision, technicianId, crewIds = [], startMs, endMs } = effect;
        const taken = [technicianId, ...crewIds].some((id) => this.world.slot?.(id, startMs, endMs) === 'taken');
        return [{ type: 'RecordSlot', revision, outcome: taken ? 'taken' : 'reserved' }];
      }
      case 'open-case': {
        const { linked } = effect;
        this.linked += 1;
        return [{ type: 'RecordLinkedCase', linked, came: { caseId: `C-LINKED-${this.linked}` } }];
      }
      case 'issue-receipt':
        this.receiptsIssued += 1;
        return [{ type: 'RecordReceipt', receiptId: effect.receiptId, number: this.receiptsIssued }];
      default:
        return [];
    }
  }
}
