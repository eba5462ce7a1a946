import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { PLAN_STAGES, type StageName } from '../../domain/policy/vocabulary.ts';
import type { EndingExpectation, Expected } from '../../domain/rehearsal/expect.ts';
import { OUTCOMES } from './event-words.ts';
import { readMoment } from './moment.ts';
import type { Page } from './page.ts';
import type { SourceThen } from './shape.ts';

const STAGES: readonly StageName[] = [...PLAN_STAGES, 'closed'];
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
  'arrive',
  'report',
  'sign',
  'ask-callback',
  'rate',
  'ask-follow-up',
  'answer-follow-up',
  'resume',
];
const CARRIERS = ['customer', 'desk', 'lead', 'technician', 'engine'];

/** How the case must stand at the end: its stage, its outcome, its next step (`hand-off by desk, due Mon 11:20`). */
export function readEnding(
  page: Page,
  { stage, outcome, next }: SourceThen,
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
    if (OUTCOMES.includes(outcome)) ending.push({ what: 'outcome', outcome, ...at('outcome', outcome) });
    else page.fault(['then', 'outcome'], 'bad-value', `"${outcome}" is no outcome; ${suggest(outcome, OUTCOMES)}`);
  }
  if (next !== undefined) {
    const read = readNext(next, policy, startMs);
    if ('wrong' in read) page.fault(['then', 'next'], read.code, read.wrong, read.index);
    else ending.push({ what: 'next', ...read, ...at('next', next) });
  }
  return ending;
}

type Next = Omit<Extract<EndingExpectation, { what: 'next' }>, 'what'>;

function readNext(
  text: string,
  { pinned, zone }: PolicyDocument,
  startMs: number,
): Next | { readonly code: string; readonly wrong: string; readonly index: number } {
  const [, step = '', who = null, due = null] = /^(\S+?)(?: by (\S+?))?(?:, due (.+))?$/.exec(text) ?? [];
  if (!STEPS.includes(step)) {
    return { code: 'bad-sentence', wrong: `"${step}" is no step; ${suggest(step, STEPS)}`, index: 0 };
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
