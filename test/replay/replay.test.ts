import { beforeAll, expect, test } from 'vitest';
import { COMMAND_TYPES, MANUAL_OUTCOMES } from '../../domain/case/commands.ts';
import { STORIES } from '../../local/demo/stories/index.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { textOf } from '../support/histories.ts';
import { replay, savedHistories } from '../support/replay.ts';

const KINDS = ['repair', 'consultation', 'installation', 'maintenance', 'return', 'exchange', 'complaint', 'care'];
/** Where a case leaves its straight way. */
const EVENTS = [
  'FactsChased',
  'NobodyFits',
  'SlotTaken',
  'AppointmentMoved',
  'AppointmentCancelled',
  'CallbackUnanswered',
  'FollowUpUnanswered',
  'CaseReopened',
  'CaseHeld',
  'CaseResumed',
  'ClockBreached',
  'ClockEscalated',
  'EscalationAcknowledged',
  'BreachWithdrawn',
  'MessageHeld',
  'MessageSuppressed',
];

const histories = savedHistories();
const files = histories.map(({ name }) => name);
const outcomes = new Map<string, string | null>();

beforeAll(async () => {
  for (const { name, error } of await replay(await bundleWorkflows(), histories)) outcomes.set(name, error);
}, 120_000);

test.each(files)('%s, written by earlier code, is understood by today’s', (file) => {
  expect(outcomes.get(file)).toBeNull();
});

test('there is a history of every story of the demo, whole, in short runs and while its case was open', () => {
  for (const { title } of STORIES) {
    const name = title.toLowerCase().replaceAll(' ', '-');
    expect(files.some((file) => file.startsWith(`${name}.json`))).toBe(true);
    expect(files.some((file) => file.startsWith(`${name}-short-run-2`))).toBe(true);
    expect(files.some((file) => file.startsWith(`${name}-open-`))).toBe(true);
  }
});

test('there is a history of a request over Temporal that opened a case, and of one that was refused', () => {
  const answers = ['opened', 'refused'].map((outcome) => `case-request-${outcome}.json`);
  expect(answers.filter((answer) => !files.some((file) => file.includes(answer)))).toEqual([]);
});

test('the histories together hold every command, every kind of case, every ending, and what goes wrong', () => {
  const texts = histories.map(({ history }) => textOf(history));
  const missing = (marks: readonly string[]) => marks.filter((mark) => !texts.some((text) => text.includes(mark)));
  const named = (key: string, values: readonly string[]) => values.map((value) => `\\"${key}\\":\\"${value}\\"`);
  expect(missing(COMMAND_TYPES.map((type) => `"name":"${type}"`))).toEqual([]);
  expect(missing(named('kind', KINDS))).toEqual([]);
  expect(missing(named('id', ['device-maker', 'lantern-care']))).toEqual([]);
  expect(missing(named('type', EVENTS))).toEqual([]);
  expect(missing(named('outcome', ['completed', 'solved-remotely', ...MANUAL_OUTCOMES]))).toEqual([]);
});
