import { readFileSync } from 'node:fs';
import { toCommand } from '../../client/command.ts';
import { NOTHING_FOUND } from '../../client/found.ts';
import { parseOpenLine } from '../../client/requests/open-line.ts';
import { parseRequest } from '../../client/requests/parse.ts';
import { createSeal } from '../../client/seal.ts';
import type { Actor, CommandType } from '../../domain/case/commands.ts';
import type { Script, ScriptedCommand, ScriptStep } from '../../domain/rehearsal/script.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import { instantOf } from '../../local/demo/director.ts';
import { STORIES } from '../../local/demo/stories/index.ts';
import { BEGINS_AT } from './engine.ts';

const REQUESTS = new URL('../../local/demo/requests.jsonl', import.meta.url);
const ENVELOPE = { id: 'script', fingerprint: '', by: { kind: 'customer' }, effectiveAtMs: null } as const;
const TAIL_MS = 14 * DAY_MS;

/** One step from a request as a client sends it. */
export function scriptStep(type: CommandType, atMs: number, by: Actor, request: unknown): ScriptStep {
  const parsed = parseRequest(type, request);
  if ('refusals' in parsed) throw new Error(JSON.stringify(parsed.refusals));
  const seal = createSeal('00', 'C-SCRIPT', 'script', `${type} ${atMs}`);
  const {
    id,
    fingerprint,
    by: _by,
    effectiveAtMs,
    ...command
  } = toCommand(parsed.request, ENVELOPE, seal, NOTHING_FOUND);
  return { atMs, by, effectiveAtMs, request, command: command as ScriptedCommand };
}

/** The demo's stories, begun `shiftMs` later than there. */
export function storyScripts(shiftMs = 0): Script[] {
  const lines = readFileSync(REQUESTS, 'utf8').trim().split('\n');
  return STORIES.map((story) => {
    const line = lines.find((text) => text.includes(`"${story.reference}"`)) ?? '';
    const { body, options } = parseOpenLine(line);
    const opening = scriptStep('OpenCase', instantOf(BEGINS_AT) + shiftMs, options.by ?? { kind: 'customer' }, body);
    const steps = story.steps.map(({ at, type, body: request, by }) =>
      scriptStep(type, instantOf(at) + shiftMs, by, request),
    );
    const untilMs = (steps.at(-1) ?? opening).atMs + TAIL_MS;
    return { name: story.title, steps: [opening, ...steps], untilMs, world: { openCases: {}, taken: [] } };
  });
}
