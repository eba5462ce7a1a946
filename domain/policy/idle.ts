import { DAY_MS } from '../shared/time.ts';

/** Stands for a role or a calendar that a section which was left out does not name. */
export const NOBODY = '';
export const NO_HOURS = '';

/** What stands in for sections that no plan needs: values that nothing asks for and that fit one another. */
export const IDLE = {
  handOff: { to: NOBODY },
  assignment: { role: NOBODY, regionMustMatch: false, needs: [] },
  appointment: {
    hours: NO_HOURS,
    minNotice: 0,
    maxAhead: 1,
    maxLength: 1,
    reminder: { daysBefore: 1, at: 0 },
  },
  warranty: { from: ['purchase-date' as const], exclusions: {}, expired: 'quote' as const },
  prices: { charged: [], travel: '0', labour: {}, parts: {} },
  callback: {
    after: 0,
    hours: NO_HOURS,
    askAgainEvery: DAY_MS,
    times: 1,
    scale: { lowest: 1, highest: 5 },
    reopenAtOrBelow: 0,
    reopenTo: 'intake' as const,
    anotherTechnician: false,
  },
  followUp: { days: [], hours: NO_HOURS, answerWithin: DAY_MS, reopenOnProblem: false },
};
