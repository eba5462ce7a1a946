import type { Readable } from 'node:stream';
import type { OutwardEvent } from '../../domain/outward/event.ts';
import type { Taken } from '../../domain/outward/retries.ts';
import type { WebhookTarget } from '../../domain/outward/target.ts';
import type { Play, ScriptRun } from '../../domain/rehearsal/script.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import type { Aftercare } from '../aftercare.ts';

export interface Output {
  write(text: string): unknown;
}

/** What the program needs of the process that runs it; built and tested apart from both. */
export interface CliDeps {
  /** Connects on first use, so that help and checks need no engine. */
  readonly connect: () => Promise<{ readonly aftercare: Aftercare; readonly close: () => Promise<unknown> }>;
  readonly run: {
    readonly dev: (options: DevOptions) => Promise<void>;
    readonly worker: (options: WorkerOptions) => Promise<void>;
    readonly api: (options: ApiOptions) => Promise<void>;
    readonly migrate: () => Promise<void>;
    readonly demo: (options: DemoOptions) => Promise<void>;
    /** Posts an event once. */
    readonly post: (target: WebhookTarget, event: OutwardEvent) => Promise<Taken>;
    /** Lives scripts through on one private engine with skipped time; runs come as they end, told apart by their index. */
    readonly scripts: (plays: readonly Play[]) => AsyncIterable<IndexedRun>;
  };
  /** What a person types to run this program: `aftercare`, or `npx aftercare` when that is not on the PATH. */
  readonly program: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Readable;
  /** Width of the terminal; `Infinity` off a terminal, so that nothing is cut in a pipe. */
  readonly columns: number;
  readonly color: boolean;
  readonly defaultOrganisation: OrganisationId;
  /** Who acts when `--by` is not given, in its notation. */
  readonly defaultBy: string;
  /** Where the outside reaches `aftercare api`, without a slash at its end; null: nowhere. Throws when it is no address. */
  readonly publicUrl: () => string | null;
  /** Now on the clock of the cases: the wall's plus their offset. */
  readonly nowMs: () => number;
  /** Aborted by Ctrl-C; ends `case watch` with 0. */
  readonly interrupted: AbortSignal;
}

export interface IndexedRun {
  /** Of the script in the list that was given. */
  readonly index: number;
  readonly run: ScriptRun;
}

export interface DevOptions {
  /** Where data is kept between runs; null for the default. */
  readonly data: string | null;
  readonly fresh: boolean;
}
export interface WorkerOptions {
  readonly healthPort: number | null;
}
export interface ApiOptions {
  readonly port: number | null;
}
export interface DemoOptions {
  readonly keep: boolean;
}

export const OUTPUT_FORMATS = ['text', 'json', 'jsonl'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Options that every command about cases, messages and policies takes. */
export interface CommonOptions {
  readonly organisation: OrganisationId;
  readonly output: OutputFormat;
  /** Commander's name of `--no-color`. */
  readonly color: boolean;
}

/**
 * 0 done; 1 refused or failed; 2 the command line is wrong; 4 not allowed; 130 stopped by Ctrl-C before the end. What a mail
 * server pipes into knows the codes of sysexits.h only: 65 never, 75 later.
 */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notAllowed: 4,
  badData: 65,
  tryLater: 75,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
