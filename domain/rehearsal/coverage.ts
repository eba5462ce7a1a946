import type { CaseEvent } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import type { RefusalCode } from '../case/refusals.ts';
import type { CaseState } from '../case/state.ts';
import { carriersOf, traitsOf } from '../case/traits.ts';
import type { MessageIntent } from '../notice/intent.ts';
import { matches, type Traits } from '../policy/match.ts';
import { personFor } from '../policy/people.ts';
import type { Notice, PinnedPolicy } from '../policy/pinned.ts';
import type { CallbackRules } from '../policy/pinned-afterwards.ts';
import type { PauseCause } from '../policy/vocabulary.ts';
import { MINUTE_MS } from '../shared/time.ts';
import { assignedRules, hoursRule, rankingRules } from './coverage-assignment.ts';
import { careRulesShown } from './coverage-care.ts';
import { billRules, standingRules } from './coverage-charges.ts';
import { itemRulesRefusing, itemRulesShown } from './coverage-items.ts';
import { quietRulesShown } from './coverage-quiet.ts';
import { receiptRulesShown } from './coverage-receipts.ts';
import { ALARMS, noticeRule, type Rule, type RuleId, rulesOf } from './coverage-rules.ts';
import { decidedBy } from './coverage-sorting.ts';
import { visitRulesRefusing, visitRulesShown } from './coverage-visits.ts';
import type { ScriptRun } from './script.ts';

export { type Rule, type RuleId, rulesOf };

type Run = Pick<ScriptRun, 'events' | 'refusals'>;

/** The rules of a policy that a run showed at work. */
export function exercisedBy(policy: PinnedPolicy, { events, refusals }: Run): ReadonlySet<RuleId> {
  const exercised = new Set<RuleId>();
  let state: CaseState | null = null;
  for (const event of events) {
    state = evolve(state, event, IDENTITY);
    for (const id of exercisedByEvent(policy, event, state)) exercised.add(id);
  }
  for (const refusal of refusals) {
    const refusing = refusal === null ? [] : [...itemRulesRefusing(policy, refusal), ...visitRulesRefusing(refusal)];
    for (const id of refusing) exercised.add(id);
    const id = refusal === null ? undefined : REFUSING_RULES[refusal.code];
    if (id !== undefined) exercised.add(id);
    if (refusal?.code === 'technician-off-duty') for (const rule of hoursRule(policy.assignment)) exercised.add(rule);
  }
  return exercised;
}

/** The rules that no run exercised, in the order of the file. Of many runs the sets of `exercisedBy` can be joined instead. */
export function unexercised(policy: PinnedPolicy, exercised: ReadonlySet<RuleId>): readonly Rule[] {
  return rulesOf(policy).filter(({ id }) => !exercised.has(id));
}

const IDENTITY = { organisationId: '', caseId: '' };

const REFUSING_RULES: Partial<Record<RefusalCode, RuleId>> = {
  'appointment-outside-hours': 'appointment/hours',
  'appointment-in-past': 'appointment/minNotice',
  'appointment-too-far': 'appointment/maxAhead',
  'appointment-length': 'appointment/maxLength',
};

function exercisedByEvent(policy: PinnedPolicy, event: CaseEvent, state: CaseState): readonly RuleId[] {
  const late = event.commandId !== null && event.recordedAtMs - event.atMs >= MINUTE_MS;
  return [...(late ? ['effectiveBack'] : []), ...exercisedByFact(policy, event, state)];
}

function exercisedByFact(policy: PinnedPolicy, event: CaseEvent, state: CaseState): readonly RuleId[] {
  switch (event.type) {
    case 'CaseOpened':
      return [`locales/${policy.locales.indexOf(event.locale)}`, ...decidedBy(policy, event.rules)];
    case 'StageEntered': {
      const index = policy.kinds[state.kind]?.stages.indexOf(event.stage) ?? -1;
      return [`kinds/${state.kind}/plan/${index}`];
    }
    case 'FactsChased': {
      if (event.inside) return [`kinds/${state.kind}/needs`, 'chase/inside'];
      const last = event.nextAtMs === null ? ['chase/times'] : [];
      return [
        `kinds/${state.kind}/needs`,
        ...(event.ordinal > 1 + (policy.chase.inside?.times ?? 0) ? ['chase/every', ...last] : []),
      ];
    }
    case 'CaseClassified':
      return [...standingRules(policy, event, state), ...decidedBy(policy, event.rules)];
    case 'CaseReclassified': {
      if (event.because === 'command') return [];
      return [event.now.grade === undefined ? 'remoteHelp/otherwise' : 'remoteHelp/raisesGrade'];
    }
    case 'CaseHandedOff':
      return ['handOff/to'];
    case 'TechniciansRanked':
      return rankingRules(policy, event, traitsOf(state), state.round);
    case 'TechnicianAssigned':
      return assignedRules(policy, event, traitsOf(state), state.round);
    case 'AppointmentReminded':
      return ['appointment/reminder'];
    case 'AppointmentMissed':
    case 'CrewReinforced':
    case 'IncidentRecorded':
      return visitRulesShown(policy, event, state);
    case 'UnitRepaired':
      return event.restarts ? ['warranty/restartAfter'] : [];
    case 'ReportFiled':
      return [
        ...billRules(
          policy,
          { ...event, amountMinor: event.fee.amountMinor },
          { traits: traitsOf(state), warranty: state.warranty },
        ),
        ...visitRulesShown(policy, event, state),
      ];
    case 'CallbackAsked':
      return callbackRules(policy.callback, event.ordinal);
    case 'CallbackUnanswered':
      return ['callback/times'];
    case 'CaseReopened':
      return [
        event.because === 'low-score' ? 'callback/reopenAtOrBelow' : 'followUp/reopenOnProblem',
        'callback/reopenTo',
      ];
    case 'FollowUpAsked':
      return [`followUp/days/${policy.followUp.days.findIndex(({ day }) => day === event.day)}`];
    case 'FollowUpAnswered':
      return event.answer === 'problem' ? ['followUp/reopenOnProblem'] : [];
    case 'FollowUpUnanswered':
      return ['followUp/answerWithin'];
    case 'PauseBegan':
      return pausingRules(policy, event.cause, state);
    case 'ClockStarted':
      return [...limitRules(policy, event.clockId, traitsOf(state)), ...startedPaused(policy, event.clockId, state)];
    case 'ClockBreached':
    case 'ClockStopped':
      return limitRules(policy, event.clockId, traitsOf(state));
    case 'ClockWarned': {
      const index = clockOf(policy, event.clockId)?.warnAtPercent.indexOf(event.percent) ?? -1;
      return [`clocks/${event.clockId}/warnAt/${index}`];
    }
    case 'ClockEscalated':
      return [`clocks/${event.clockId}/ladder`, `ladders/${clockOf(policy, event.clockId)?.ladder}/${event.step - 1}`];
    case 'ItemOpened':
    case 'ItemAdvanced':
    case 'GateReached':
      return itemRulesShown(policy, event, state);
    case 'OccasionDue':
    case 'OccasionAnswered':
    case 'OccasionUnanswered':
    case 'CareEnded':
    case 'LinkedCaseAsked':
      return careRulesShown(policy, event);
    case 'MessageHeld':
      return quietRulesShown(policy, event.intent);
    case 'MoneyReceived':
      return receiptRulesShown(policy, event);
    case 'MessagePlanned':
    case 'MessageReleased':
      return noticeRulesOf(policy, event.intent, state);
    default:
      return [];
  }
}

function clockOf(policy: PinnedPolicy, clockId: string) {
  return policy.clocks.find(({ id }) => id === clockId);
}

function limitRules(policy: PinnedPolicy, clockId: string, traits: Traits): RuleId[] {
  const index = clockOf(policy, clockId)?.within.findIndex(({ when }) => matches(when, traits)) ?? -1;
  return index < 0 ? [] : [`clocks/${clockId}/limits/${index}`];
}

/** Clocks that run when a pause begins. */
function pausingRules(policy: PinnedPolicy, cause: PauseCause, { clocks }: CaseState): RuleId[] {
  return clocks.flatMap(({ status, clockId }) => (status === 'running' ? pauseRule(policy, clockId, cause) : []));
}

function startedPaused(policy: PinnedPolicy, clockId: string, { pauses }: CaseState): RuleId[] {
  return (Object.keys(pauses) as PauseCause[]).flatMap((cause) => {
    const last = pauses[cause]?.at(-1);
    return last !== undefined && last[1] === null ? pauseRule(policy, clockId, cause) : [];
  });
}

function pauseRule(policy: PinnedPolicy, clockId: string, cause: PauseCause): RuleId[] {
  const index = clockOf(policy, clockId)?.pausedWhile.indexOf(cause) ?? -1;
  return index < 0 ? [] : [`clocks/${clockId}/pausedWhile/${index}`];
}

/** A message names no notice: those that would owe it, as the case stands, are the ones it came from. */
function noticeRulesOf(policy: PinnedPolicy, intent: MessageIntent, state: CaseState): RuleId[] {
  return policy.notices.flatMap((notice, index) => {
    const nth = notice.channels.indexOf(intent.channel);
    const owes = notice.on === intent.purpose && nth >= 0 && matches(notice.when, traitsOf(state));
    return owes && isFor(policy, notice, intent, state) ? [noticeRule(index, nth)] : [];
  });
}

function isFor(policy: PinnedPolicy, { on, to }: Notice, intent: MessageIntent, state: CaseState): boolean {
  const { recipient } = intent;
  if (ALARMS.includes(on)) return true;
  if (to.kind === 'customer' || recipient.kind === 'customer') return to.kind === recipient.kind;
  if (to.kind === 'crew') return state.crewIds?.includes(recipient.personId) === true;
  const item = intent.params.itemId;
  return (
    personFor(policy, to, carriersOf(state, item === undefined ? undefined : String(item)))?.id === recipient.personId
  );
}

function callbackRules({ rounds = [], times, unanswered }: CallbackRules, ordinal: number): RuleId[] {
  return [
    ordinal === 1 ? 'callback/after' : 'callback/askAgainEvery',
    ...(ordinal <= rounds.length ? [`callback/rounds/${ordinal - 1}`] : []),
    ...(ordinal === times && unanswered === 'stay' ? ['callback/unanswered'] : []),
  ];
}
