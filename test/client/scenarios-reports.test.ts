import { expect, test } from 'vitest';
import { failureLines } from '../../client/scenarios/failure-lines.ts';
import { formatScenarioFault } from '../../client/scenarios/page.ts';
import { readScenarios } from '../../client/scenarios/read.ts';
import { liveScenarios } from '../../client/scenarios/run-scenarios.ts';
import { loadPolicy } from '../support/policies.ts';

const policy = await loadPolicy('device-maker');
const OPENING = '{ at: Mon 2026-03-09 09:00, by: desk-1, does: open, channel: hotline, kind: repair }';

const scenario = (cases: string, report: string, until = 'Mon 2026-03-16 08:00') => `scenario: A week
given: { cases: [${cases}] }
when: [${OPENING}]
until: ${until}
then:
  report: ${report}
`;
const read = (text: string) => readScenarios([{ file: 'week.yaml', text }], policy);

/** The faults of the file as they are shown, without their place. */
function faults(text: string): string[] {
  const found = read(text);
  return 'faults' in found ? found.faults.map((fault) => formatScenarioFault(fault).replace(/^\S+ {2}/, '')) : [];
}

/** What is shown of a report that tells otherwise. */
function failures(cases: string, lines: string): string[] {
  const found = read(scenario(cases, `{ weekly at Mon 08:00: ${lines} }`));
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return liveScenarios(policy, found.scenarios).flatMap(({ run, failures }) =>
    failures.flatMap((failure) => failureLines(failure, run, policy).map(({ sign, text }) => `${sign} ${text}`)),
  );
}

const CLOSED = 'opened: Tue 2026-03-10 09:00, closed: 12:00, product: LK-200, cause: wear, used: battery';

test('figures of the lived case and of former ones are added up', () => {
  expect(failures(`{ ${CLOSED}, times: 2 }`, '{ calls: 3, requests: "3, before 0", closed: 2, open: 1 }')).toEqual([]);
  expect(failures(`{ ${CLOSED}, times: 3 }`, '{ recurring wear of LK-200: month 3 }')).toEqual([]);
});

test('a figure that is told otherwise is shown as the report tells it', () => {
  expect(failures(`{ ${CLOSED}, met: assign }`, '{ limit assign: met 2 }')).toEqual([
    '- limit assign: met 2',
    '+ limit assign: met 1, missed 0',
  ]);
  expect(failures(`{ ${CLOSED} }`, '{ calls: none }')).toEqual(['- calls: none', '+ calls: 2, before 0']);
});

test('a figure that is not told is shown with those like it', () => {
  const three = `{ ${CLOSED}, times: 3 }`;
  expect(failures(three, '{ recurring wear of LK-350: year 3 }')).toEqual([
    '- recurring wear of LK-350: year 3',
    '+ recurring wear of LK-200: month 3, quarter 3, year 3, warned month',
  ]);
  expect(failures('', '{ recurring wear of LK-200: month 3 }')).toEqual([
    '- recurring wear of LK-200: month 3',
    '+ the report tells nothing of it',
  ]);
  expect(failures('', '{ recurring wear of LK-200: none }')).toEqual([]);
});

test('what no report could tell is a fault, and not an expectation that comes true', () => {
  const told = (line: string) => faults(scenario('', `{ weekly at Mon 08:00: { ${line} } }`));
  expect(told('limit asign: none')).toEqual([
    'bad-sentence  "asign" is nothing that the report tells here; did you mean assign?',
  ]);
  expect(told('recurring wear of ZZ-1: none')[0]).toContain(
    '"ZZ-1" is nothing that the report tells here; choose from',
  );
  expect(told('satisfaction: 5')[0]).toContain(
    '"satisfaction" is nothing that the report tells here; choose from calls',
  );
  expect(told('certificate electrical-safety of tech-9: none')[0]).toContain('"tech-9"');
  expect(told('recurring wear: none')).toEqual(['bad-sentence  "recurring wear" is not all of it; say more']);
});

test('a report is read when it is mailed, and while the case is watched', () => {
  const asked = (heading: string, until?: string) => faults(scenario('', `{ ${heading}: { calls: 1 } }`, until));
  expect(asked('weakly at Mon 2026-03-16 08:00')).toEqual([
    'bad-sentence  no report is called weakly; did you mean weekly?',
  ]);
  expect(asked('weekly at Tue 2026-03-17 08:00', 'Mon 2026-03-23 08:00')).toEqual([
    'bad-time  weekly is not mailed at Tue 2026-03-17 08:00; the policy says when',
  ]);
  expect(asked('weekly at Mon 2026-03-16 08:00', 'Sun 2026-03-15 08:00')).toEqual([
    'bad-time  the case is watched until Sun 2026-03-15 08:00; write until: Mon 2026-03-16 08:00',
  ]);
  expect(asked('monthly at Wed 2026-04-01 08:00', 'Wed 2026-04-01 08:00')).toEqual([]);
});

test('a former case speaks in the names of the policy', () => {
  const given = (words: string) => faults(scenario(`{ opened: Tue 2026-03-10 09:00, ${words} }`, '{}'));
  expect(given('technician: tech-11')).toEqual(['unknown-person  the policy has no tech-11; did you mean tech-1?']);
  expect(given('missed: handoff')).toEqual(['unknown-clock  the policy has no handoff; did you mean hand-off?']);
  expect(given('used: batery, cause: wear')).toEqual(['bad-value  the policy has no batery; did you mean battery?']);
  expect(given('product: XX-1')[0]).toContain('the policy has no XX-1; choose from');
  expect(given('cause: rust')[0]).toContain('rust');
  expect(given('closed: Tue 2026-03-10 25:00')[0]).toContain('bad-time');
});
