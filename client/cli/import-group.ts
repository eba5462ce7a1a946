import { IMPORTS } from '../registers/import-report.ts';
import { act, type Build, type CliCommand, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';

interface ImportFlags extends CommonOptions {
  readonly dryRun?: true;
}

const ABOUT = {
  customers: 'enter customers, or say how they are now, a row each',
  units: 'enter installed units, or say how they are now, a row each',
  technicians: 'make a policy version with these people, a row each',
  prices: 'make a policy version with these prices, a row each',
} as const;

/** `aftercare import …`: registers, people and price lists out of CSV files. */
export function addImportCommands(program: CliCommand, build: Build): void {
  const group = program.command('import');
  group.about(
    'take customers, units, technicians and prices in from CSV',
    'import customers customers.csv --dry-run',
    'import prices prices.csv',
  );
  for (const what of IMPORTS) {
    const command = group.command(what);
    command
      .about(ABOUT[what], `import ${what} ${what}.csv --dry-run`, `import ${what} - < ${what}.csv`)
      .option('--dry-run', 'tell what would come of it, and change nothing')
      .argument('<file>', 'CSV in UTF-8 whose head line names columns; - is stdin');
    withCommon(command, build).action((file: string, given: ImportFlags) =>
      act(build, given, async () =>
        (await import('./actions/import.ts')).importAction(what, file, given.dryRun === true),
      ),
    );
  }
}
