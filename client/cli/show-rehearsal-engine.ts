import type { PolicyDocument } from '../../domain/policy/document.ts';
import { compareRuns, type Difference } from '../../domain/rehearsal/compare-runs.ts';
import type { LivedTicket } from '../../domain/rehearsal/live-ticket.ts';
import type { CliDeps } from './deps.ts';
import { counted } from './numbers.ts';
import type { ProgressLine } from './progress.ts';
import { printable, type Style } from './style.ts';

/** What a real engine made of a ticket, where it is something else than the core. */
export interface OnEngine {
  readonly ticket: string;
  readonly differences: readonly Difference[];
}

/** Lives the commands that the core took through on a real engine, each ticket by itself. */
export async function playOnEngine(
  policy: PolicyDocument,
  lived: readonly LivedTicket[],
  play: CliDeps['run']['scripts'],
  line: ProgressLine,
): Promise<readonly OnEngine[]> {
  const opened = lived.filter(({ script }) => script.steps.length > 0);
  const results: OnEngine[] = [];
  const plays = opened.map(({ script }) => ({ policy, script }));
  for await (const { index, run } of play(plays)) {
    const { id, run: core } = opened[index]!;
    results[index] = { ticket: id, differences: compareRuns(core, run) };
    const done = Object.keys(results).length;
    line.show('on the engine', done / opened.length, done, 'tickets');
  }
  line.clear();
  return results;
}

export function renderEngine(results: readonly OnEngine[], { bold, good, bad }: Style): string {
  const parted = results.filter(({ differences }) => differences.length > 0);
  const same = `${counted(results.length - parted.length)} of ${counted(results.length, 'ticket')} came out the same`;
  return [
    `${bold('ENGINE')}  the same tickets on a real engine, in skipped time: ${(parted.length === 0 ? good : bad)(same)}`,
    ...parted.flatMap(({ ticket, differences }) => [
      `  ${printable(ticket)}`,
      ...differences
        .slice(0, DIFFERENCES_SHOWN)
        .flatMap(({ what, core, engine }) => [
          `    ${what}`,
          good(`      core    ${core}`),
          bad(`      engine  ${engine}`),
        ]),
      ...(differences.length > DIFFERENCES_SHOWN ? [`    … and ${differences.length - DIFFERENCES_SHOWN} more`] : []),
    ]),
    '',
  ].join('\n');
}

const DIFFERENCES_SHOWN = 5;
