import { INTAKE_CHANNELS } from '../../case/facts.ts';
import { CASE_KINDS } from '../../policy/vocabulary.ts';
import { type CaseLedger, eventsOf, isIn, kindOf } from '../ledger.ts';
import type { ReportWindow } from '../window.ts';

/** How often something was, and how often in the window before. */
export interface Tally {
  readonly count: number;
  readonly before: number;
}
export type NamedTally = Tally & { readonly name: string };

/** What was asked of the service, whatever became of it. */
export interface Requests {
  readonly opened: Tally;
  readonly closed: Tally;
  /** At the end of the window. */
  readonly open: Tally;
  /** Of these, cases with a broken limit that runs on. */
  readonly overdue: Tally;
  readonly byKind: readonly NamedTally[];
  readonly byChannel: readonly NamedTally[];
}

interface Windows {
  readonly window: ReportWindow;
  readonly before: ReportWindow;
}

/** Cases that came in by telephone, whatever they were about (S0: the record of telephone service). */
export function calls(ledgers: readonly CaseLedger[], windows: Windows): Tally {
  return inBoth(windows, (window) => opened(ledgers, window).filter((one) => channelOf(one) === 'hotline').length);
}

/** Cases of kind consultation, on every channel. */
export function enquiries(ledgers: readonly CaseLedger[], windows: Windows): Tally {
  return inBoth(windows, (window) => opened(ledgers, window).filter(isEnquiry).length);
}

/** Every case that is no enquiry; a file that is kept over the years asks for nothing. */
export function requests(ledgers: readonly CaseLedger[], windows: Windows): Requests {
  const asked = ledgers.filter((ledger) => !isEnquiry(ledger) && kindOf(ledger) !== 'care');
  const by = (names: readonly string[], nameOf: (ledger: CaseLedger) => string | null): NamedTally[] =>
    names
      .map((name) => ({
        name,
        ...inBoth(windows, (window) => opened(asked, window).filter((one) => nameOf(one) === name).length),
      }))
      .filter(({ count, before }) => count + before > 0);
  return {
    opened: inBoth(windows, (window) => opened(asked, window).length),
    closed: inBoth(windows, (window) => asked.filter((one) => closedIn(one, window)).length),
    open: inBoth(windows, (window) => asked.filter((one) => isOpenAt(one, window.untilMs)).length),
    overdue: inBoth(
      windows,
      ({ untilMs }) => asked.filter((one) => isOpenAt(one, untilMs) && isOverdueAt(one, untilMs)).length,
    ),
    byKind: by(CASE_KINDS, kindOf),
    byChannel: by(INTAKE_CHANNELS, channelOf),
  };
}

function inBoth({ window, before }: Windows, count: (window: ReportWindow) => number): Tally {
  return { count: count(window), before: count(before) };
}

function opened(ledgers: readonly CaseLedger[], window: ReportWindow): CaseLedger[] {
  return ledgers.filter((ledger) => eventsOf(ledger, 'CaseOpened').some((event) => isIn(window, event)));
}

function closedIn(ledger: CaseLedger, window: ReportWindow): boolean {
  return eventsOf(ledger, 'CaseClosed').some((event) => isIn(window, event));
}

function isOpenAt(ledger: CaseLedger, atMs: number): boolean {
  const until = ledger.events.filter(({ recordedAtMs }) => recordedAtMs < atMs);
  return until.some(({ type }) => type === 'CaseOpened') && !until.some(({ type }) => type === 'CaseClosed');
}

function isOverdueAt(ledger: CaseLedger, atMs: number): boolean {
  const late = new Set<string>();
  for (const event of ledger.events) {
    if (event.recordedAtMs >= atMs) break;
    if (event.type === 'ClockBreached') late.add(`${event.clockId} ${event.round}`);
    if (event.type === 'ClockStopped' || event.type === 'BreachWithdrawn') {
      late.delete(`${event.clockId} ${event.round}`);
    }
  }
  return late.size > 0;
}

function channelOf(ledger: CaseLedger): string | null {
  return eventsOf(ledger, 'CaseOpened')[0]?.channel ?? null;
}

function isEnquiry(ledger: CaseLedger): boolean {
  return kindOf(ledger) === 'consultation';
}
