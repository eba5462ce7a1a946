import type { Notice, PinnedPolicy, Recipient } from '../policy/pinned.ts';
import type { PlanStage } from '../policy/vocabulary.ts';
import { assignmentRules } from './coverage-assignment.ts';
import { careRules } from './coverage-care.ts';
import { chargeRules } from './coverage-charges.ts';
import { itemRules } from './coverage-items.ts';
import { quietRules } from './coverage-quiet.ts';
import { receiptRules } from './coverage-receipts.ts';
import { sortingRules } from './coverage-sorting.ts';
import { visitRules } from './coverage-visits.ts';
import { casesOf, lengthOf } from './coverage-words.ts';

/** A path into `policy.yaml`, such as `clocks/on-site/limits/2`. */
export type RuleId = string;

/** Something a policy promises or does that a case can show. */
export interface Rule {
  readonly id: RuleId;
  /** For people: half a sentence. */
  readonly about: string;
}

/** Every rule of a policy that a case can exercise, in the order of the file. */
export function rulesOf(policy: PinnedPolicy): readonly Rule[] {
  return [
    ...policy.locales.map((locale, index) => rule(`locales/${index}`, `a customer who reads ${locale}`)),
    ...(hasStage(policy, 'classify') ? chargeRules(policy) : []),
    ...sortingRules(policy),
    ...kindRules(policy),
    ...(hasStage(policy, 'hand-off')
      ? [rule('handOff/to', `a hand-off to whoever holds the role ${policy.handOff.to}`)]
      : []),
    ...remoteHelpRules(policy),
    ...chaseRules(policy),
    rule('effectiveBack', 'something told later than it happened'),
    ...clockRules(policy),
    ...Object.entries(policy.ladders).flatMap(([id, steps]) =>
      steps.map(({ notify }, index) => rule(`ladders/${id}/${index}`, `step ${index + 1} alarms ${whom(notify)}`)),
    ),
    ...assignmentRules(policy),
    ...(hasStage(policy, 'appointment') ? appointmentRules() : []),
    ...visitRules(policy),
    ...afterwards(policy),
    ...itemRules(policy),
    ...careRules(policy),
    ...policy.notices.flatMap(noticeRules),
    ...quietRules(policy),
    ...receiptRules(policy),
  ];
}

function rule(id: RuleId, about: string): Rule {
  return { id, about };
}

function kindRules({ kinds }: PinnedPolicy): Rule[] {
  return Object.entries(kinds).flatMap(([kind, { stages, requiredFacts }]) => [
    ...stages.map((stage, index) => rule(`kinds/${kind}/plan/${index}`, `${kind} goes through ${stage}`)),
    ...(requiredFacts.length === 0 ? [] : [rule(`kinds/${kind}/needs`, `${kind} that lacks a fact it needs`)]),
  ]);
}

/** Whether some kind of case goes through the stage: what it works by is a rule only then. */
function hasStage({ kinds }: PinnedPolicy, stage: PlanStage): boolean {
  return Object.values(kinds).some(({ stages }) => stages.includes(stage));
}

function remoteHelpRules({ remoteHelp }: PinnedPolicy): Rule[] {
  return [
    ...(remoteHelp?.raisesGrade ? [rule('remoteHelp/raisesGrade', 'help that is not enough raises the grade')] : []),
    ...(remoteHelp?.otherwise === undefined
      ? []
      : [rule('remoteHelp/otherwise', `a case that help was not enough for is served ${remoteHelp.otherwise}`)]),
  ];
}

function chaseRules({ chase }: PinnedPolicy): Rule[] {
  const inside =
    chase.inside === undefined ? [] : [rule('chase/inside', 'our own people are asked for a missing fact')];
  return chase.times > 1
    ? [
        ...inside,
        rule('chase/every', 'a missing fact is asked for again'),
        rule('chase/times', `after ${chase.times} times the desk is left with it`),
      ]
    : inside;
}

function clockRules({ clocks }: PinnedPolicy): Rule[] {
  return clocks.flatMap(({ id, within, warnAtPercent, warn, ladder, pausedWhile }) => [
    ...within.map(({ when, withinMs, agreed }, index) =>
      rule(
        `clocks/${id}/limits/${index}`,
        `${id} within ${agreed ? 'the agreed time' : lengthOf(withinMs)} for ${casesOf(when)}`,
      ),
    ),
    ...pausedWhile.map((cause, index) =>
      rule(`clocks/${id}/pausedWhile/${index}`, `${id} stands still while ${cause}`),
    ),
    ...warnAtPercent.map((percent, index) =>
      rule(`clocks/${id}/warnAt/${index}`, `${id} warns ${warn === null ? 'nobody' : whom(warn)} at ${percent} %`),
    ),
    ...(ladder === null ? [] : [rule(`clocks/${id}/ladder`, `${id} is broken and climbs the ladder ${ladder}`)]),
  ]);
}

function appointmentRules(): Rule[] {
  return [
    rule('appointment/hours', 'a visit outside visiting hours is refused'),
    rule('appointment/minNotice', 'a visit at too short notice is refused'),
    rule('appointment/maxAhead', 'a visit too far ahead is refused'),
    rule('appointment/maxLength', 'a visit that is too long is refused'),
    rule('appointment/reminder', 'the customer is reminded of the visit'),
  ];
}

function afterwards(policy: PinnedPolicy): Rule[] {
  const { callback, followUp } = policy;
  const unanswered = [
    ...(callback.times > 1 ? [rule('callback/askAgainEvery', 'a callback nobody answers is asked again')] : []),
    ...(callback.unanswered === 'stay'
      ? []
      : [rule('callback/times', `after ${callback.times} questions without an answer the case goes on`)]),
  ];
  const asked = [
    rule('callback/after', 'the customer is asked how the service was'),
    ...unanswered,
    ...(callback.rounds ?? []).map((way, index) =>
      rule(`callback/rounds/${index}`, `question ${index + 1} is put by ${way}`),
    ),
    ...(callback.unanswered === 'stay'
      ? [rule('callback/unanswered', 'the case stays open until the customer is satisfied')]
      : []),
    rule('callback/reopenAtOrBelow', `a score of ${callback.reopenAtOrBelow} or less reopens the case`),
    rule('callback/reopenTo', `a reopened case begins again at ${callback.reopenTo}`),
    ...(callback.anotherTechnician
      ? [rule('callback/anotherTechnician', 'a reopened case gets another technician')]
      : []),
  ];
  const followed = [
    ...followUp.days.map(({ day }, index) => rule(`followUp/days/${index}`, `the customer is asked on day ${day}`)),
    rule('followUp/answerWithin', 'a follow-up nobody answers is given up'),
    rule(
      'followUp/reopenOnProblem',
      `a problem told in a follow-up ${followUp.reopenOnProblem ? 'reopens' : 'does not reopen'} the case`,
    ),
  ];
  return [...(hasStage(policy, 'callback') ? asked : []), ...(hasStage(policy, 'follow-up') ? followed : [])];
}

/** Alarms go to whom their clock or ladder names, whoever stands in `to`. */
export const ALARMS: readonly Notice['on'][] = ['clock-warned', 'clock-escalated', 'breach-withdrawn'];

function noticeRules({ on, to, channels }: Notice, index: number): Rule[] {
  const recipient = ALARMS.includes(on) ? 'whoever is alarmed' : whom(to);
  const why = on === 'message-undeliverable' ? ': in a scenario every message arrives' : '';
  return channels.map((channel, nth) => rule(noticeRule(index, nth), `${on} to ${recipient} by ${channel}${why}`));
}

export function noticeRule(notice: number, channel: number): RuleId {
  return `notices/${notice}/by/${channel}`;
}

function whom(recipient: Recipient): string {
  return recipient.kind === 'role' ? `the ${recipient.role}` : `the ${recipient.kind}`;
}
