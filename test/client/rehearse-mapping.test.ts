import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mappingShape } from '../../client/rehearse/mapping.ts';
import { readMapping } from '../../client/rehearse/read-mapping.ts';
import { formatScenarioFault } from '../../client/scenarios/page.ts';
import { SKIP_REASONS } from '../../domain/rehearsal/logged-ticket.ts';

const SHIPPED = readFileSync(new URL('../../examples/helpdesk.yaml', import.meta.url), 'utf8');
const GOOD = `
log:
  ticket: id
  activity: step
  time: { column: at, format: iso }
by: back-office:desk
opening:
  request: { channel: web, facts: { region: { column: town, spread: regions } } }
steps:
  - classify: { grade: { column: weight, values: { heavy: complex }, otherwise: general } }
  - hand-off
activities:
  taken: { upTo: hand-off }
`;

/** Faults after one change of a good mapping, as they are printed. */
function faultsAfter(from: string, to: string): string[] {
  expect(GOOD).toContain(from);
  const read = readMapping('map.yaml', GOOD.replace(from, to));
  return 'faults' in read ? read.faults.map(formatScenarioFault) : [];
}

describe('a mapping', () => {
  test('that ships has no fault', () => {
    expect(readMapping('helpdesk.yaml', SHIPPED)).toHaveProperty('mapping');
    expect(readMapping('map.yaml', GOOD)).toHaveProperty('mapping');
  });

  test.each([
    ['a key that is not known', 'ticket: id', 'tickets: id', /^map\.yaml:3:12 {2}unknown-key .*did you mean ticket\?/m],
    ['a command that is not known', '- hand-off', '- handoff', /^map\.yaml:11:5 .*did you mean hand-off\?/],
    ['a step that is not there', 'upTo: hand-off', 'upTo: assign', /^map\.yaml:13:18 .*steps have no assign/],
    [
      'a word that the command does not take',
      'heavy: complex',
      'heavy: comlpex',
      /^map\.yaml:10:.*Did you mean complex\?/,
    ],
    ['a default that the command does not take', 'otherwise: general', 'otherwise: easy', /^map\.yaml:10:.*"easy"/],
    [
      'a field that the command does not have',
      'classify: { grade',
      'classify: { grad: simple, grade',
      /^map\.yaml:10:.*grad/,
    ],
    ['words of the log without one for all others', ', otherwise: general', '', /^map\.yaml:10:.*otherwise/],
    ['a fact that does not exist', 'facts: { region', 'facts: { regoin', /^map\.yaml:8:.*did you mean region/],
    ['a channel that does not exist', 'channel: web', 'channel: pigeon', /^map\.yaml:8:.*"pigeon"/],
    ['a form of times that leaves out the day', 'format: iso', 'format: HH:mm', /^map\.yaml:5:.*yyyy, MM, dd/],
    ['a zone that does not exist', 'format: iso', 'format: iso, zone: Rome', /^map\.yaml:5:.*"Rome"/],
    ['broken YAML', 'opening:', 'opening: {', /^map\.yaml:\d+:\d+ {2}yaml-syntax/],
  ])('with %s is told where', (_what, from, to, fault) => {
    expect(faultsAfter(from, to).join('\n')).toMatch(fault);
  });

  test('that is empty says what to write', () => {
    expect(readMapping('map.yaml', '')).toMatchObject({ faults: [{ code: 'missing', line: 1 }] });
  });

  test('may leave to the log what only the log knows', () => {
    expect(
      faultsAfter('{ column: weight, values: { heavy: complex }, otherwise: general }', '{ column: weight }'),
    ).toEqual([]);
  });
});

describe('docs/reference/rehearse.md', () => {
  const page = readFileSync(new URL('../../docs/reference/rehearse.md', import.meta.url), 'utf8');
  const cells = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1]);

  test('has every key of a mapping, and no other', () => {
    const { log, activities, ...others } = mappingShape.shape;
    const keys = [
      'log',
      'activities',
      ...Object.keys(others),
      'time',
      'workplace',
      ...Object.keys(activities.valueType.shape),
    ];
    expect(Object.keys(log.shape)).toEqual(['ticket', 'activity', 'time']);
    expect(new Set(cells.filter((cell) => !/^[A-Z]/.test(cell!) && !isReason(cell!)))).toEqual(new Set(keys));
  });

  test('has every reason for which an event is skipped, and no other', () => {
    expect(cells.filter((cell) => isReason(cell!))).toEqual(SKIP_REASONS);
  });
});

function isReason(cell: string): boolean {
  return (SKIP_REASONS as readonly string[]).includes(cell);
}
