import { OPINIONS } from '../../../domain/case/commands.ts';
import type { CaseEvent, FactOf } from '../../../domain/case/events.ts';
import { standingOf } from '../../../domain/link/standing.ts';
import { byLink, type CustomerPage, type Visitor } from './page.ts';

type Filed = CaseEvent & FactOf<'ReportFiled'>;

/** The customer reads the report and signs it with their name and opinion, once. */
export const SIGN: CustomerPage = {
  show: async (visitor, again) => {
    const { claim, view, deps, speech, words } = visitor;
    const filed = await lastReport(visitor);
    return {
      template: 'sign',
      values: {
        standing: standingOf(claim, view, deps.nowMs()),
        cause: filed === undefined ? '' : words.sign.causes[filed.cause],
        work: [...(filed?.parts ?? []), ...(filed?.labour ?? []), ...(filed?.fees ?? [])].map(({ code, quantity }) => ({
          name: visitor.word(code),
          quantity,
        })),
        fee:
          filed === undefined
            ? ''
            : filed.fee.amountMinor === 0
              ? words.sign.free
              : speech.money(filed.fee.amountMinor),
        note: await noteOf(visitor, filed),
        opinions: OPINIONS.map((value) => ({ value, label: words.sign.opinions[value] })),
        given: again?.given ?? {},
        fault: again?.faults.form ?? '',
        name: again?.given.name ?? '',
      },
    };
  },
  act: async (visitor, form) => {
    const { claim, view, deps, words } = visitor;
    if (standingOf(claim, view, deps.nowMs()) !== 'open') return { said: 'over' };
    const opinion = OPINIONS.find((one) => one === form.text('opinion'));
    const name = form.text('name').slice(0, 200);
    if (opinion === undefined || name === '') {
      return { again: { faults: { form: words.choose }, given: { name } } };
    }
    const body = { opinion, note: `${words.sign.name}: ${name}` };
    await deps.aftercare.signReport(claim.organisationId, claim.caseId, body, byLink(visitor));
    return { said: 'thanks' };
  },
};

async function lastReport({ claim, deps }: Visitor): Promise<Filed | undefined> {
  const events = await deps.aftercare.timeline(claim.organisationId, claim.caseId);
  return events.findLast((event): event is Filed => event.type === 'ReportFiled');
}

async function noteOf({ claim, deps }: Visitor, filed: Filed | undefined): Promise<string> {
  const id = filed?.noteId ?? null;
  if (id === null) return '';
  const entry = (await deps.store.readVault(claim.organisationId, [id]))[id];
  return entry?.kind === 'text' ? entry.content : '';
}
