import type { CustomerPage, Visitor } from './page.ts';

const LOOKS_AGAIN_SECONDS = 60;

/** Where the case stands, looked at again by itself. It leads nowhere: whoever was shown it can do nothing with it. */
export const STATUS: CustomerPage = {
  show: async (visitor) => {
    const { view, speech, document } = visitor;
    const { appointment, hold, nextStep } = view;
    return {
      template: 'status',
      againSeconds: LOOKS_AGAIN_SECONDS,
      values: {
        state: stateOf(visitor),
        yours: hold === null && nextStep?.who === 'customer',
        since: speech.day(view.openedAtMs),
        visit: appointment === null ? '' : speech.span([appointment.startMs, appointment.endMs]),
        tentative: appointment !== null && appointment.status !== 'confirmed',
        technician: document.people[view.technicianId ?? '']?.name ?? '',
        quotations: quotationsOf(visitor),
      },
    };
  },
  act: async () => ({ said: 'over' }),
};

function stateOf({ view: { hold, departed, stage }, words: { status } }: Visitor): string {
  if (hold !== null) return status.held;
  return departed ? status.departed : status.stages[stage];
}

function quotationsOf({ view, words, speech }: Visitor) {
  const steps: Readonly<Record<string, string>> = words.status.steps;
  return (view.items ?? []).flatMap(({ is, step, amountMinor }) =>
    is === 'quotation' && amountMinor !== undefined && steps[step] !== undefined
      ? [{ amount: speech.money(amountMinor), step: steps[step] }]
      : [],
  );
}
