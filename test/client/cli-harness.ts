import { Readable } from 'node:stream';
import type { Aftercare } from '../../client/aftercare.ts';
import type { CliDeps } from '../../client/cli/deps.ts';
import { runCli } from '../../client/cli/program.ts';

export const NOW_MS = Date.parse('2026-03-09T15:40:00+08:00');

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const unknown = async (): Promise<never> => {
  throw new Error('not expected here');
};

const unknownRuns = (): never => {
  throw new Error('not expected here');
};

/** A process around the program in which nothing may be reached. */
export function cliDeps(over: Partial<CliDeps> = {}): CliDeps {
  return {
    connect: unknown,
    run: {
      dev: unknown,
      worker: unknown,
      api: unknown,
      migrate: unknown,
      demo: unknown,
      scripts: unknownRuns,
      post: unknown,
    },
    program: 'aftercare',
    stdout: { write: () => true },
    stderr: { write: () => true },
    stdin: Readable.from([]),
    columns: 100,
    color: false,
    defaultOrganisation: 'northwind',
    defaultBy: 'back-office:cli',
    publicUrl: () => 'https://service.example.com',
    nowMs: () => NOW_MS,
    interrupted: new AbortController().signal,
    ...over,
  };
}

/** Runs a command line against an Aftercare of which only the methods given exist. */
export async function cli(
  line: string[],
  aftercare: Partial<Aftercare> = {},
  over: Partial<CliDeps> = {},
): Promise<Run> {
  const texts = { out: '', err: '' };
  const code = await runCli(
    ['node', 'aftercare', ...line],
    cliDeps({
      connect: async () => ({ aftercare: aftercare as Aftercare, close: async () => {} }),
      stdout: { write: (text: string) => (texts.out += text) },
      stderr: { write: (text: string) => (texts.err += text) },
      ...over,
    }),
  );
  return { code, ...texts };
}
