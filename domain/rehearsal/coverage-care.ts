import type { CaseEvent } from '../case/events.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** What a policy says of long-term care, and a case can show. */
export function careRules({ care }: PinnedPolicy): readonly Rule[] {
  if (care === undefined) return [];
  const { occasions, cases, opens, until, lowScore } = care;
  const isAsked = occasions.some(({ does }) => does === 'ask' || does === 'rate');
  return [
    ...(isAsked ? [{ id: 'care/answerWithin', about: 'a question of care without an answer' }] : []),
    ...(until === 'warranty-end' ? [{ id: 'care/until', about: 'care ends with the warranty' }] : []),
    ...(lowScore === undefined ? [] : [{ id: 'care/lowScore', about: 'a score that is a problem' }]),
    ...Object.entries(cases).map(([answer, kind]) => ({
      id: `care/cases/${answer}`,
      about: `the answer ${answer} opens a ${kind}`,
    })),
    ...opens.map(({ on }, i) => ({ id: `care/opens/${i}`, about: `care begins on ${on}` })),
    ...occasions.flatMap(({ name, channelTurns = [] }, i) => [
      { id: `care/occasions/${i}`, about: `the occasion ${name}` },
      ...channelTurns.map((turn, nth) => ({
        id: `care/occasions/${i}/channelTurns/${nth}`,
        about: `${name} by ${turn}`,
      })),
    ]),
  ];
}

/** The rules of care that an event shows at work. */
export function careRulesShown({ care }: PinnedPolicy, event: CaseEvent): readonly RuleId[] {
  if (care === undefined) return [];
  switch (event.type) {
    case 'OccasionDue': {
      const index = care.occasions.findIndex(({ name }) => name === event.occasion);
      const turn = event.turn === undefined ? -1 : (care.occasions[index]?.channelTurns?.indexOf(event.turn) ?? -1);
      const id = `care/occasions/${index}`;
      return [id, ...(turn < 0 ? [] : [`${id}/channelTurns/${turn}`])];
    }
    case 'OccasionAnswered':
      return event.problem && event.score !== null ? ['care/lowScore'] : [];
    case 'OccasionUnanswered':
      return ['care/answerWithin'];
    case 'CareEnded':
      return ['care/until'];
    case 'LinkedCaseAsked': {
      const begun = care.opens.findIndex(({ on }) => on === event.because);
      const answer = event.because.slice(event.because.lastIndexOf('.') + 1);
      if (event.kind === 'care') return [`care/opens/${begun}`];
      return Object.hasOwn(care.cases, answer) ? [`care/cases/${answer}`] : [];
    }
    default:
      return [];
  }
}
