import type { CaseEvent, FactOf } from '../../../domain/case/events.ts';
import { standingOf } from '../../../domain/link/standing.ts';
import { byLink, type CustomerPage, noteIn, type Visitor } from './page.ts';

type Sent = CaseEvent & FactOf<'ItemAdvanced'>;

/** The customer accepts or declines what was quoted, once. */
export const QUOTATION_PAGE: CustomerPage = {
  show: async (visitor) => {
    const { claim, view, deps, speech } = visitor;
    const item = view.items?.find(({ id }) => id === claim.subject);
    const values = (await lastSent(visitor))?.values ?? {};
    return {
      template: 'quotation',
      values: {
        standing: standingOf(claim, view, deps.nowMs()),
        step: item?.step ?? '',
        amount: speech.money(item?.amountMinor ?? 0),
        until: values.validUntilMs === undefined ? '' : speech.moment(values.validUntilMs),
        parts: [...(values.parts ?? []), ...(values.labour ?? []), ...(values.fees ?? [])].map(
          ({ code, quantity }) => ({
            name: visitor.word(code),
            quantity,
          }),
        ),
      },
    };
  },
  act: async (visitor, form) => {
    const { claim, view, deps } = visitor;
    if (standingOf(claim, view, deps.nowMs()) !== 'open') return { said: 'over' };
    const step = form.text('do') === 'accept' ? 'accepted' : 'declined';
    const body = { item: claim.subject, step, note: noteIn(form) };
    await deps.aftercare.advanceItem(claim.organisationId, claim.caseId, body, byLink(visitor));
    return { said: 'thanks' };
  },
};

/** What it is for is in the journal only. */
async function lastSent({ claim, deps }: Visitor): Promise<Sent | undefined> {
  const events = await deps.aftercare.timeline(claim.organisationId, claim.caseId);
  return events.findLast(
    (event): event is Sent => event.type === 'ItemAdvanced' && event.itemId === claim.subject && event.step === 'sent',
  );
}
