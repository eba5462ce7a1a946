import { OCCASION_STEPS } from '../../domain/policy/care-words.ts';
import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { ITEM_STEPS } from '../../domain/policy/item-words.ts';
import { PLAN_STAGES, type StageName } from '../../domain/policy/vocabulary.ts';
import type { EndingExpectation, Expected } from '../../domain/rehearsal/expect.ts';
import { OUTCOMES } from './event-words.ts';
import { readMoment } from './moment.ts';
import type { Page } from './page.ts';
import type { SourceThen } from './shape.ts';

const STAGES: readonly StageName[] = [...PLAN_STAGES, 'gate', 'closed'];
/** What a case may wait for (`domain/case/next-step.ts`). */
export const STEPS: readonly string[] = [
  'provide-facts',
  'remote-help',
  'classify',
  'hand-off',
  'rank-technicians',
  'assign',
  'schedule',
  'reserve-slot',
  'confirm',
  'depart',
  'arrive',
  'reinforce',
  'report',
  'sign',
  'ask-callback',
  'rate',
  'ask-follow-up',
  'answer-follow-up',
  'call',
  'resume',
  'record-purchase',
  'end-care',
];
const CARRIERS = ['customer', 'desk', 'lead', 'technician', 'owner', 'engine'];

/** What a case waits for in front of a gate: `training.done`. */
function stepsOfItems({ items = {} }: PolicyDocument['pinned']): readonly string[] {
  return Object.entries(items).flatMap(([name, { is }]) => ITEM_STEPS[is].map((step) => `${name}.${step}`));
}

/** What care waits for: `quarterly.answered`. */
function stepsOfCare({ care }: PolicyDocument['pinned']): readonly string[] {
  return (care?.occasions ?? []).flatMap(({ name, does }) => OCCASION_STEPS[does].map((step) => `${name}.${step}`));
}

/** How the case must stand at the end: its stage, its outcome, its next step (`hand-off by desk, due Mon 11:20`). */
export function readEnding(
  page: Page,
  { stage, outcome, items, next }: SourceThen,
  policy: PolicyDocument,
  startMs: number,
): Expected<EndingExpectation>[] {
  const ending: Expected<EndingExpectation>[] = [];
  const at = (key: string, text: string) => ({ line: page.lineOf(['then', key]), text: `${key}: ${text}` });
  if (stage !== undefined) {
    const known = STAGES.find((one) => one === stage);
    if (known) ending.push({ what: 'stage', stage: known, ...at('stage', stage) });
    else page.fault(['then', 'stage'], 'unknown-stage', `"${stage}" is no stage; ${suggest(stage, STAGES)}`);
  }
  if (outcome !== undefined) {
    const known = OUTCOMES.find((one) => one === outcome);
    if (known) ending.push({ what: 'outcome', outcome: known, ...at('outcome', outcome) });
    else page.fault(['then', 'outcome'], 'bad-value', `"${outcome}" is no outcome; ${suggest(outcome, OUTCOMES)}`);
  }
  for (const [name, steps] of Object.entries(items)) {
    const read = readItem(name, steps, policy);
    if ('wrong' in read) page.fault(['then', 'items', name], read.code, read.wrong);
    else
      ending.push({
        what: 'item',
        ...read,
        line: page.lineOf(['then', 'items', name]),
        text: `items: ${name}: ${steps.join(', ')}`,
      });
  }
  if (next !== undefined) {
    const read = readNext(next, policy, startMs);
    if ('wrong' in read) page.fault(['then', 'next'], read.code, read.wrong, read.index);
    else ending.push({ what: 'next', ...read, ...at('next', next) });
  }
  return ending;
}

const NOT_OPENED = 'not opened';

function readItem(
  name: string,
  steps: readonly string[],
  { pinned: { items = {} } }: PolicyDocument,
): { readonly name: string; readonly steps: readonly string[] } | { readonly code: string; readonly wrong: string } {
  const kind = items[name]?.is;
  if (kind === undefined) {
    return { code: 'unknown-item', wrong: `the policy has no item ${name}; ${suggest(name, Object.keys(items))}` };
  }
  if (steps.length === 1 && steps[0] === NOT_OPENED) return { name, steps: [] };
  const known: readonly string[] = [...ITEM_STEPS[kind], NOT_OPENED];
  const strange = steps.find((step) => !known.includes(step) || step === NOT_OPENED);
  if (strange === undefined) return { name, steps };
  return { code: 'bad-value', wrong: `"${strange}" is no step of ${name}; ${suggest(strange, known)}` };
}

type Next = Omit<Extract<EndingExpectation, { what: 'next' }>, 'what'>;

function readNext(
  text: string,
  { pinned, zone }: PolicyDocument,
  startMs: number,
): Next | { readonly code: string; readonly wrong: string; readonly index: number } {
  const [, step = '', who = null, due = null] = /^(\S+?)(?: by (\S+?))?(?:, due (.+))?$/.exec(text) ?? [];
  const steps = [...STEPS, ...stepsOfItems(pinned), ...stepsOfCare(pinned)];
  if (!steps.includes(step)) {
    return { code: 'bad-sentence', wrong: `"${step}" is no step; ${suggest(step, steps)}`, index: 0 };
  }
  const known = [...CARRIERS, ...pinned.people.map(({ id }) => id)];
  if (who !== null && !known.includes(who)) {
    return {
      code: 'unknown-person',
      wrong: `nobody is called ${who}; ${suggest(who, known)}`,
      index: text.indexOf(who),
    };
  }
  if (due === null) return { step, who, byMs: null };
  const at = readMoment(due, { zone, fromMs: startMs, side: 'after' });
  if ('atMs' in at) return { step, who, byMs: at.atMs };
  return { code: 'bad-time', wrong: at.wrong, index: text.indexOf(due) };
}
