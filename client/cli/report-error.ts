import { BadCursor } from '../../database/cases.ts';
import { NotAllowedError, RefusedError, UnavailableError } from '../errors.ts';
import { type About, type Told, toldRefusals } from './advice.ts';
import { type CliDeps, EXIT, type ExitCode, type OutputFormat } from './deps.ts';
import { hintOf } from './hint.ts';
import { createStyle, printable } from './style.ts';
import { unreachablePlace } from './unreachable.ts';

/** Tells what went wrong on stderr, in the format of the output, and gives the exit code. Never a stack trace. */
export function reportError(
  error: unknown,
  deps: Pick<CliDeps, 'stderr' | 'color' | 'program'>,
  format: OutputFormat,
  about: About = {},
): ExitCode {
  const told = toldOf(error, deps, format, about);
  if (format === 'text') deps.stderr.write(`${told.map((one) => sentenceOf(one, deps.color)).join('\n')}\n`);
  else deps.stderr.write(`${JSON.stringify({ errors: told })}\n`);
  if (error instanceof BadCursor) return EXIT.usage;
  return error instanceof NotAllowedError ? EXIT.notAllowed : EXIT.failed;
}

function toldOf(error: unknown, deps: Pick<CliDeps, 'program'>, format: OutputFormat, about: About): Told[] {
  if (error instanceof RefusedError) return toldRefusals(error.refusals, deps, format, about);
  if (error instanceof NotAllowedError) {
    return [told('not-allowed', error.message, 'Check the API key or certificate of the Temporal profile.')];
  }
  if (error instanceof UnavailableError) {
    const again =
      error.commandId === null ? '' : ` The same command can be sent again with --command-id ${error.commandId}.`;
    const database = unreachablePlace(error.cause);
    if (database !== null) {
      const sentence = `No database answers at ${database}, where DATABASE_URL says it is.`;
      return [told('unavailable', sentence, `Is \`npm start\` running?${again}`)];
    }
    return [
      told('unavailable', error.message, `Is the engine running? Start one here: ${hintOf(deps, 'dev')}.${again}`),
    ];
  }
  if (error instanceof BadCursor) {
    const sentence = '--after takes the cursor that a page of this list ended with.';
    return [{ ...told('usage', sentence, 'Start again without --after.'), place: '--after' }];
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
