import fc from 'fast-check';
import { expect } from 'vitest';

/**
 * Tries a property on random values, other ones at each run of the tests. A failure says what it was shrunk to and how to
 * see it again: `AFTERCARE_SEED` takes the seed that it prints, `AFTERCARE_RUNS` tries more (or fewer) than `runs` and wants
 * a longer `--testTimeout` with it.
 */
export function holds<Values>(property: fc.IProperty<Values>, runs: number): void {
  const numRuns = numberFrom('AFTERCARE_RUNS') ?? runs;
  const seed = numberFrom('AFTERCARE_SEED');
  const details = fc.check(property, seed === null ? { numRuns } : { numRuns, seed });
  if (!details.failed) return;
  const message = `${fc.defaultReportMessage(details)}\n\nTo see it again:\n  ${command(details.seed, numRuns)}\n`;
  throw new Error(message, { cause: details.errorInstance });
}

function command(seed: number, numRuns: number): string {
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = testPath.slice(testPath.lastIndexOf('/test/') + 1);
  const name = currentTestName.split(' > ').at(-1) ?? '';
  const runs = process.env.AFTERCARE_RUNS === undefined ? '' : `AFTERCARE_RUNS=${numRuns} `;
  return `AFTERCARE_SEED=${seed} ${runs}npx vitest run ${file} -t '${name}'`;
}

function numberFrom(name: 'AFTERCARE_SEED' | 'AFTERCARE_RUNS'): number | null {
  const text = process.env[name];
  if (text === undefined) return null;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new RangeError(`${name} is no whole number: ${text}`);
  return number;
}
