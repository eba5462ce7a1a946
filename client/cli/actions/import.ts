import type { Refusal } from '../../../domain/case/refusals.ts';
import { fileBytes } from '../../open-file.ts';
import type { ImportedRow, ImportName, ImportReport } from '../../registers/import-report.ts';
import { type Told, toldRefusals } from '../advice.ts';
import { EXIT } from '../deps.ts';
import type { Action, Session } from '../session.ts';
import { printable, type Style } from '../style.ts';

/** Rows that say nothing new are counted only. 1 when a row was refused, or the policy can't be so. */
export function importAction(what: ImportName, file: string, dryRun: boolean): Action {
  return async (session) => {
    const { aftercare, organisation, deps, options, print, say, style } = session;
    const source = file === '-' ? deps.stdin : fileBytes(file);
    const report = await aftercare.importRows(organisation, what, source, { dryRun });
    const told = { ...report, rows: report.rows.map((row) => toldRow(row, session)) };
    if (options.output === 'jsonl') print(told.rows, () => '');
    else print(told, () => told.rows.flatMap((row) => lineOf(row, style)).join('\n'));
    for (const finding of report.findings ?? []) say(finding);
    say(summaryOf(report, dryRun));
    const refused = report.counts.refused > 0 || (!report.applied && !dryRun);
    return refused ? EXIT.failed : undefined;
  };
}

type ToldRow = Omit<ImportedRow, 'errors'> & { readonly errors?: readonly Told[] };

function toldRow({ errors, ...row }: ImportedRow, { deps, options }: Session): ToldRow {
  if (errors === undefined) return row;
  return { ...row, errors: toldRefusals(errors.map(byColumn), deps, options.output) };
}

const byColumn = (one: Refusal): Refusal => ({ ...one, place: one.place.replace(/^\//, '') });

function lineOf({ line, id, outcome, errors }: ToldRow, style: Style): string[] {
  const head = `line ${line}`;
  switch (outcome) {
    case 'unchanged':
      return [];
    case 'created':
    case 'changed':
      return [`${head}  ${style.good(outcome)}  ${printable(id ?? '')}`];
    case 'refused':
      return (errors ?? []).map(
        ({ code, sentence, place }) =>
          `${head}  ${style.bad(outcome)}  ${[id, code].filter(Boolean).join('  ')}${place && ` in ${place}`}: ${sentence}`,
      );
  }
}

function summaryOf({ what, applied, counts, policyVersion }: ImportReport, dryRun: boolean): string {
  const { created, changed, unchanged, refused } = counts;
  const counted = `${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused`;
  if (dryRun) return `${counted}. A dry run: nothing was changed.`;
  if (!applied) return `${counted}. Nothing was changed: ${what} are taken in all or none.`;
  return policyVersion === undefined ? counted : `${counted}. New cases are opened under ${policyVersion}.`;
}
