import type { Frame } from '../../client/cli/case-picture.ts';
import { eventText } from '../../client/cli/event-text.ts';
import { namesOf } from '../../client/cli/people.ts';
import { createStyle } from '../../client/cli/style.ts';
import { renderTable } from '../../client/cli/table.ts';
import { workingTime } from '../../client/cli/time.ts';
import type { EventType } from '../../domain/case/events.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { localMinute } from './look.ts';
import type { Outcome, Story } from './story.ts';

/** Steps of the machinery that a reader of a story does not need; `case show` has them all. */
const UNTOLD: ReadonlySet<EventType> = new Set([
  'MessageSettled',
  'MessagePlanned',
  'PauseBegan',
  'PauseEnded',
  'CallbackScheduled',
  'FollowUpScheduled',
  'ClockStarted',
  'FactsCompleted',
]);

/** A played story as a person reads it: timeline, messages as they arrived, clocks, promises. */
export function narrate(story: Story, outcome: Outcome, document: PolicyDocument, color: boolean): string {
  const style = createStyle(color);
  const frame: Frame = {
    names: namesOf(document),
    times: { zone: document.zone, nowMs: outcome.view.openedAtMs },
    style,
    columns: 120,
  };
  return [
    '',
    style.bold(`━━ ${story.title} ━━  ${outcome.view.caseId}`),
    '',
    style.bold('What happened'),
    ...timeline(outcome, frame),
    '',
    style.bold('What arrived'),
    ...messages(outcome),
    '',
    style.bold('How the clocks ended'),
    clocks(outcome),
    '',
    style.bold('What was promised'),
    ...promises(story, outcome, color),
  ].join('\n');
}

export function promises(story: Story, outcome: Outcome, color: boolean): readonly string[] {
  const { good, bad } = createStyle(color);
  return story.promised.map(({ sentence, holds }) => `  ${holds(outcome) ? good('✓') : bad('✗')} ${sentence}`);
}

function timeline({ events }: Outcome, { names, times, style }: Frame): readonly string[] {
  return events
    .filter(({ type }) => !UNTOLD.has(type))
    .map((event) => `  ${localMinute(event.atMs)}  ${eventText(event, names, times, style)}`);
}

function messages({ arrived }: Outcome): readonly string[] {
  return arrived.flatMap(({ atMs, channel, to, subject, text, hasInvite }) => {
    const head = `  ${localMinute(atMs)}  ${channel === 'sms' ? 'SMS ' : 'mail'} to ${to}${hasInvite ? '  [calendar invitation]' : ''}`;
    const lines = (subject === null ? [] : [subject]).concat(text.trim().split('\n'));
    return [head, ...lines.filter((line) => line.trim() !== '').map((line) => `      ${line}`)];
  });
}

function clocks({ view }: Outcome): string {
  const rows = view.clocks.map(({ clockId, round, startedAtMs, dueAtMs, limitMs, status }) => [
    `  ${clockId}${round > 1 ? ` (${round})` : ''}`,
    status,
    workingTime(limitMs),
    localMinute(startedAtMs),
    dueAtMs === null ? '' : localMinute(dueAtMs),
  ]);
  return renderTable({ head: ['  CLOCK', 'VERDICT', 'LIMIT', 'STARTED', 'DUE'], rows, columns: 120 });
}
