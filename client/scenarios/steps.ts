import type { Actor, CommandEnvelope, CommandType } from '../../domain/case/commands.ts';
import { REFUSALS, type RefusalCode, refusalSentence } from '../../domain/case/refusals.ts';
import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { FaultPath } from '../../domain/policy/fault.ts';
import type { StepExpectation } from '../../domain/rehearsal/expect.ts';
import type { ScriptedCommand, ScriptStep } from '../../domain/rehearsal/script.ts';
import { CASE_COMMANDS } from '../cli/case-commands.ts';
import { toCommand } from '../command.ts';
import { RefusedError } from '../errors.ts';
import { NOTHING_FOUND } from '../found.ts';
import { markerOf } from '../marks.ts';
import { parseWithoutRegister } from '../registers/without.ts';
import { parseActor } from '../requests/parse.ts';
import { readMoment } from './moment.ts';
import type { Page } from './page.ts';
import { PLACEHOLDER_SEAL } from './placeholder-seal.ts';
import { type SourceStep, STEP_KEYS } from './shape.ts';

/** The verbs of the command line, and what they send. */
export const VERBS: Readonly<Record<string, CommandType>> = {
  open: 'OpenCase',
  ...Object.fromEntries(CASE_COMMANDS.map(({ name, type }) => [name, type])),
};

export interface ReadStep {
  readonly step: ScriptStep;
  readonly expected: StepExpectation;
}

const HAS_DATE = /\d{4}-\d{2}-\d{2}/;

/** The steps of a document in their order, as far as they can be read; `fromMs` is the moment of the step before them. */
export function readSteps(
  page: Page,
  steps: readonly SourceStep[],
  policy: PolicyDocument,
  fromMs: number | null,
): readonly ReadStep[] {
  const read: ReadStep[] = [];
  let beforeMs = fromMs;
  let isLost = false;
  for (const [index, source] of steps.entries()) {
    const path = ['when', index];
    // Once a time can't be read, those that lean on it can't be either, and nothing is wrong with them.
    if (isLost && !HAS_DATE.test(source.at)) continue;
    const moment = readMoment(source.at, { zone: policy.zone, fromMs: beforeMs, side: 'after' });
    isLost = 'wrong' in moment;
    if ('wrong' in moment) {
      page.fault([...path, 'at'], 'bad-time', moment.wrong);
      continue;
    }
    if (beforeMs !== null && moment.atMs < beforeMs) {
      page.fault([...path, 'at'], 'bad-time', `"${source.at}" is earlier than the step before it`);
    }
    beforeMs = moment.atMs;
    const one = readStep(page, path, source, moment.atMs, policy);
    if (one !== null) read.push(one);
  }
  return read;
}

function readStep(
  page: Page,
  path: FaultPath,
  source: SourceStep,
  atMs: number,
  policy: PolicyDocument,
): ReadStep | null {
  const { zone } = policy;
  const by = readActor(page, [...path, 'by'], source.by, policy);
  const type = VERBS[source.does];
  if (type === undefined) {
    const message = `"${source.does}" is nothing that can be done to a case; ${suggest(source.does, Object.keys(VERBS))}`;
    page.fault([...path, 'does'], 'unknown-verb', message);
  }
  const refused = readRefused(page, path, source.refused);
  let effectiveAtMs: number | null = null;
  if (source.effectiveAt !== undefined) {
    const since = readMoment(source.effectiveAt, { zone, fromMs: atMs, side: 'before' });
    if ('wrong' in since) page.fault([...path, 'effectiveAt'], 'bad-time', since.wrong);
    else effectiveAtMs = since.atMs;
  }
  if (type === undefined || by === null) return null;
  const body = Object.fromEntries(Object.entries(source).filter(([key]) => !STEP_KEYS.includes(key)));
  const request = withInstants(page, path, body, atMs, zone);
  const command = request === null ? null : readCommand(page, path, type, request, { by, effectiveAtMs }, policy);
  if (request === null || command === null) return null;
  const line = page.lineOf([...path, 'does']);
  return {
    step: { atMs, by, effectiveAtMs, command, request },
    expected: { line, text: `${source.at} ${source.by} ${source.does}`, ...refused },
  };
}

function readActor(page: Page, path: FaultPath, text: string, { pinned }: PolicyDocument): Actor | null {
  try {
    const actor = parseActor(text);
    const people = pinned.people.map(({ id }) => id);
    if (actor.kind !== 'staff' || people.includes(actor.personId)) return actor;
    page.fault(path, 'unknown-person', `the policy has no person ${text}; ${suggest(text, ['customer', ...people])}`);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    page.fault(path, 'unknown-person', refusalSentence(error.refusals[0]));
  }
  return null;
}

/** `remedy-not-allowed points`: the code, and what the reason must name. */
function readRefused(page: Page, path: FaultPath, text = ''): Pick<StepExpectation, 'refused' | 'naming'> {
  const [code = '', ...naming] = text.split(/\s+/);
  if (code === '') return { refused: null };
  if (Object.hasOwn(REFUSALS, code)) {
    return { refused: code as RefusalCode, ...(naming.length === 0 ? {} : { naming }) };
  }
  page.fault(
    [...path, 'refused'],
    'unknown-refusal',
    `"${code}" is no refusal; ${suggest(code, Object.keys(REFUSALS))}`,
  );
  return { refused: null };
}

/** Fields of requests that are times; a scenario writes them as it writes `at`. */
const FORWARD_TIMES = ['start', 'end', 'until'] as const;

/** The body as a client sends it: its times as epoch milliseconds. Null when one can't be read. */
function withInstants(
  page: Page,
  path: FaultPath,
  body: Readonly<Record<string, unknown>>,
  atMs: number,
  zone: string,
): Record<string, unknown> | null {
  const request = { ...body };
  let fromMs = atMs;
  let readable = true;
  for (const field of FORWARD_TIMES) {
    const text = body[field];
    if (typeof text !== 'string') continue;
    const moment = readMoment(text, { zone, fromMs, side: 'after' });
    if ('atMs' in moment) {
      request[field] = moment.atMs;
      fromMs = moment.atMs;
    } else {
      readable = false;
      page.fault([...path, field], 'bad-time', moment.wrong);
    }
  }
  return readable ? request : null;
}

function readCommand(
  page: Page,
  path: FaultPath,
  type: CommandType,
  body: Readonly<Record<string, unknown>>,
  envelope: Pick<CommandEnvelope, 'by' | 'effectiveAtMs'>,
  policy: PolicyDocument,
): ScriptedCommand | null {
  const parsed = parseWithoutRegister(type, body);
  if ('refusals' in parsed) {
    for (const refusal of parsed.refusals) {
      const place = refusal.place
        .split('/')
        .slice(1)
        .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      page.fault([...path, ...place], refusal.code, refusalSentence(refusal));
    }
    return null;
  }
  const { id, fingerprint, by, effectiveAtMs, ...command } = toCommand(
    parsed.request,
    { id: '', fingerprint: '', ...envelope },
    PLACEHOLDER_SEAL,
    'facts' in parsed.request ? markerOf(policy)(parsed.request.facts) : NOTHING_FOUND,
  );
  return command as ScriptedCommand;
}
