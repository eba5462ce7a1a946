import type { ClockId } from '../policy/pinned.ts';
import type { TicketJudgement, Verdict } from './ticket-judgement.ts';

/** A limit that one policy says was kept and the other says was broken. */
export interface Flip {
  readonly ticket: string;
  readonly clockId: ClockId;
  readonly round: number;
  readonly from: Verdict;
  readonly to: Verdict;
}

/** Where one ticket goes from met to breached, or back, under another policy. */
export function flipsOf(before: TicketJudgement, after: TicketJudgement): readonly Flip[] {
  return after.clocks.flatMap(({ clockId, round, verdict }) => {
    const twin = before.clocks.find((clock) => clock.clockId === clockId && clock.round === round);
    return twin !== undefined && isFlip(twin.verdict, verdict)
      ? [{ ticket: after.ticket, clockId, round, from: twin.verdict, to: verdict }]
      : [];
  });
}

function isFlip(from: Verdict, to: Verdict): boolean {
  return (from === 'met' && to === 'breached') || (from === 'breached' && to === 'met');
}
