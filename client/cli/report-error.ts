import { type Refusal, type RefusalCode, refusalSentence } from '../../domain/case/refusals.ts';
import { NotAllowedError, RefusedError, UnavailableError } from '../errors.ts';
import { type CliDeps, EXIT, type ExitCode, type OutputFormat } from './deps.ts';
import { createStyle, printable } from './style.ts';

/** What to do about a refusal, where the sentence does not say it already. */
const NEXT: Partial<Record<RefusalCode, string>> = {
  'unknown-case': 'See the cases there are: aftercare case list',
  'unknown-organisation': 'Name another with --organisation, or give it a policy: aftercare policy apply <folder>',
  'unknown-policy': 'See the versions there are: aftercare policy list',
  'wrong-stage': 'See what the case takes now: aftercare case show <id>',
  'on-hold': 'aftercare case resume <id>',
  'unknown-person': 'See the people of the policy: aftercare policy show',
  'not-in-role': 'See the people of the policy: aftercare policy show',
  'command-id-reused': 'Leave --command-id out to send a new command.',
  'appointment-superseded': 'See the appointment that stands: aftercare case show <id>',
  'appointment-outside-hours': 'See the hours of visits: aftercare policy show',
};

interface Told {
  readonly code: string;
  readonly sentence: string;
  readonly place: string;
  readonly next: string;
}

/** Tells what went wrong on stderr, in the format of the output, and gives the exit code. Never a stack trace. */
export function reportError(error: unknown, deps: Pick<CliDeps, 'stderr' | 'color'>, format: OutputFormat): ExitCode {
  const told = toldOf(error);
  if (format === 'text') deps.stderr.write(`${told.map((one) => sentenceOf(one, deps.color)).join('\n')}\n`);
  else deps.stderr.write(`${JSON.stringify({ errors: told })}\n`);
  return error instanceof NotAllowedError ? EXIT.notAllowed : EXIT.failed;
}

export function toldRefusals(refusals: readonly Refusal[]): Told[] {
  return refusals.map((one) => ({
    code: one.code,
    sentence: refusalSentence(one),
    place: one.place,
    next: NEXT[one.code] ?? '',
  }));
}

function toldOf(error: unknown): Told[] {
  if (error instanceof RefusedError) return toldRefusals(error.refusals);
  if (error instanceof NotAllowedError) {
    return [told('not-allowed', error.message, 'Check the API key or certificate of the Temporal profile.')];
  }
  if (error instanceof UnavailableError) {
    const again =
      error.commandId === null ? '' : ` The same command can be sent again with --command-id ${error.commandId}.`;
    return [told('unavailable', error.message, `Is the engine running? Start one here: aftercare dev.${again}`)];
  }
  if (isFileError(error)) {
    return [told('no-such-file', `${error.path} cannot be read (${error.code}).`, 'Check the path and its rights.')];
  }
  if (isAdvised(error)) return [told(error.code, error.message, error.advice)];
  if (error instanceof Error && error.name === 'ConfigError') return [told('not-configured', error.message, '')];
  const message = error instanceof Error ? error.message : String(error);
  return [told('fault', message, 'This is a fault of Aftercare or of its surroundings; nothing else is known.')];
}

function told(code: string, sentence: string, next: string): Told {
  return { code, sentence, place: '', next };
}

function sentenceOf({ code, sentence, place, next }: Told, color: boolean): string {
  const { bad, dim } = createStyle(color);
  const where = place === '' ? '' : dim(`  at ${place}`);
  const advice = next === '' ? '' : `\n  ${dim('next:')} ${next}`;
  return printableLines(`${bad(code)}${where}\n  ${sentence}${advice}`, color);
}

function printableLines(text: string, color: boolean): string {
  return color ? text : text.split('\n').map(printable).join('\n');
}

/** An error that knows its code and what to do, wherever it comes from. */
function isAdvised(error: unknown): error is Error & { code: string; advice: string } {
  return error instanceof Error && 'advice' in error && 'code' in error && typeof error.advice === 'string';
}

function isFileError(error: unknown): error is Error & { code: string; path: string } {
  return error instanceof Error && 'path' in error && 'code' in error && typeof error.path === 'string';
}
