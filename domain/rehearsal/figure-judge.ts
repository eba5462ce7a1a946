import { type Figure, figuresOf } from '../report/figures.ts';
import type { Expected, FigureExpectation } from './expect.ts';
import type { ScriptRun } from './script.ts';

/** A report tells otherwise than was expected: `got` is what it tells of the same thing, or of things like it. */
export interface FigureFailure {
  readonly kind: 'report';
  readonly expected: Expected<FigureExpectation>;
  readonly got: readonly Figure[];
}

export function judgeReports(
  expectations: readonly Expected<FigureExpectation>[],
  { reports = [] }: ScriptRun,
): FigureFailure[] {
  return expectations.flatMap((expected): FigureFailure[] => {
    const report = reports[expected.report];
    const figures = report === undefined ? [] : figuresOf(report);
    const told = figures.find(({ about }) => about === expected.about);
    if (isTold(expected, told)) return [];
    const [section] = expected.about.split(' ');
    const alike = figures.filter(({ about }) => about.split(' ')[0] === section);
    return [{ kind: 'report', expected, got: told === undefined ? alike : [told] }];
  });
}

/** What could not be measured tells nothing. */
function isTold({ said }: FigureExpectation, told: Figure | undefined): boolean {
  if (said === 'nothing') return told === undefined || told.values[''] === null;
  return told !== undefined && Object.entries(said).every(([name, value]) => told.values[name] === value);
}
