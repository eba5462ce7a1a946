import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../client/cli/program.ts';
import { REQUESTS } from '../../client/requests/bodies.ts';
import { COMMAND_TYPES } from '../../domain/case/commands.ts';
import { REFUSALS } from '../../domain/case/refusals.ts';
import { OUTWARD_TYPES } from '../../domain/outward/types.ts';
import { FACT_NAMES, FACTS } from '../../domain/policy/vocabulary.ts';
import { cliDeps } from './cli-harness.ts';

function page(name: string): string {
  return readFileSync(new URL(`../../docs/reference/${name}.md`, import.meta.url), 'utf8');
}

/** First cells of the tables under a heading, without back quotes and what stands behind them. */
function tableUnder(text: string, heading: string): string[][] {
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .replaceAll('\\|', '¦')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const ticked = (cell: string | undefined): string => /^`([^`]+)`/.exec(cell ?? '')?.[1] ?? '';

describe('docs/reference/commands.md', () => {
  const text = page('commands');

  test('has every command in order, and no other', () => {
    const headings = [...text.matchAll(/^## (\w+)$/gm)].map((match) => match[1]!);
    expect(headings).toEqual(['Facts', ...COMMAND_TYPES]);
  });

  test.each(COMMAND_TYPES)('lists exactly the fields of %s, and which may be left out', (type) => {
    const fields = Object.entries(REQUESTS[type].shape).map(
      ([field, schema]) => `\`${field}\`${schema.safeParse(undefined).success ? ' (optional)' : ''}`,
    );
    expect(tableUnder(text, type).map(([cell]) => cell)).toEqual(fields);
  });

  test('lists every fact and where it is kept', () => {
    const facts = tableUnder(text, 'Facts').map(([name, , kept]) => [ticked(name), kept]);
    expect(facts).toEqual(FACT_NAMES.map((name) => [name, FACTS[name]]));
  });
});

test('docs/reference/refusals.md has every code with its sentence, and no other', () => {
  const rows = tableUnder(page('refusals'), 'Refusals').map(([code, sentence]) => [ticked(code), sentence]);
  expect(Object.fromEntries(rows)).toEqual(REFUSALS);
  expect(rows).toHaveLength(Object.keys(REFUSALS).length);
});

test('docs/reference/events.md has every type of event, and no other', () => {
  expect(tableUnder(page('events'), 'Types').map(([type]) => ticked(type))).toEqual(OUTWARD_TYPES);
});

describe('docs/reference/cli.md', () => {
  const text = page('cli');
  const shared = [...tableUnder(text, 'Command line')].map(([flag]) => ticked(flag));
  const leaves = leavesOf(buildProgram(cliDeps()), 'aftercare');

  test('has every subcommand, and no other', () => {
    const headings = [...text.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(leaves.map(({ heading }) => heading));
  });

  test.each(leaves)('lists exactly the flags of $heading', ({ heading, flags }) => {
    const listed = tableUnder(text, heading).map(([flag]) => ticked(flag));
    expect([...listed, ...flags.filter((flag) => shared.includes(flag))].sort()).toEqual([...flags].sort());
  });
});

function leavesOf(command: Command, path: string): { heading: string; flags: string[] }[] {
  if (command.commands.length > 0) return command.commands.flatMap((one) => leavesOf(one, `${path} ${one.name()}`));
  const given = command.registeredArguments.map((one) => (one.required ? ` <${one.name()}>` : ` [${one.name()}]`));
  return [{ heading: `${path}${given.join('')}`, flags: command.options.map(({ flags }) => flags) }];
}
