import type { CaseEvent, FactOf } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import type { CaseState } from '../case/state.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** What a policy says of visits, and a case can show. */
export function visitRules({ visit = {} }: PinnedPolicy): readonly Rule[] {
  const { checklist, results, signed, missed = {}, incidents, reinforcedBy } = visit;
  return [
    ...(checklist === undefined
      ? []
      : [{ id: 'visit/checklist', about: 'a visit is not reported before all of its list is ticked' }]),
    ...(results === undefined
      ? []
      : [{ id: 'visit/results', about: `nobody leaves otherwise than ${results.join(', ')}` }]),
    ...(results ?? []).map((result, i) => ({ id: `visit/results/${i}`, about: `a report ends with ${result}` })),
    ...(missed.customer === undefined
      ? []
      : [{ id: 'visit/missed/customer', about: `${missed.customer} visits missed by the customer close the case` }]),
    ...(missed.technician === undefined
      ? []
      : [{ id: 'visit/missed/technician', about: `${missed.technician} visits missed send another technician` }]),
    ...(reinforcedBy === undefined
      ? []
      : [{ id: 'visit/reinforcedBy', about: `people of the role ${reinforcedBy} come in addition` }]),
    ...(incidents === undefined ? [] : [{ id: 'visit/incidents', about: 'an incident is put on somebody’s record' }]),
    ...(signed === undefined ? [] : [{ id: 'visit/signed', about: 'nobody leaves before the customer has signed' }]),
  ];
}

/** The rules of visits that an event shows at work, in the case as the event left it. */
export function visitRulesShown(policy: PinnedPolicy, event: CaseEvent, { missed }: CaseState): readonly RuleId[] {
  switch (event.type) {
    case 'ReportFiled':
      return resultRules(policy, event);
    case 'AppointmentMissed': {
      const times = event.who === 'customer' ? missed?.customer : missed?.technicianIds.length;
      return times === policy.visit?.missed?.[event.who] ? [`visit/missed/${event.who}`] : [];
    }
    case 'CrewReinforced':
      return ['visit/reinforcedBy'];
    case 'IncidentRecorded':
      return ['visit/incidents'];
    default:
      return [];
  }
}

function resultRules({ visit }: PinnedPolicy, { result }: FactOf<'ReportFiled'>): RuleId[] {
  const index = visit?.results?.indexOf(result) ?? -1;
  return index < 0 ? [] : [`visit/results/${index}`];
}

/** The rules of visits that a refusal shows at work. */
export function visitRulesRefusing({ code, place }: Refusal): readonly RuleId[] {
  switch (code) {
    case 'checklist-incomplete':
      return place === '/checklist' ? ['visit/checklist'] : [];
    case 'must-not-leave':
      return ['visit/results'];
    case 'not-signed':
      return ['visit/signed'];
    default:
      return [];
  }
}
