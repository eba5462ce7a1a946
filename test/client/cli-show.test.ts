import { describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { displayWidth } from '../../client/cli/table.ts';
import type { MessageRow } from '../../database/messages.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { event, intent, view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const HOUR = 3_600_000;
const policy = {
  zone: 'Asia/Shanghai',
  people: { 'lead-south': { name: '何清' }, 'tech-4': { name: 'Tom Reed' } },
} as never;

const busy: CaseView = view({
  caseId: CASE,
  seq: 12,
  stage: 'appointment',
  productModel: 'LK-200',
  grade: 'general',
  urgency: 'emergency',
  tier: 'key',
  openedAtMs: NOW_MS - 6 * HOUR,
  leadId: 'lead-south',
  technicianId: 'tech-4',
  warranty: { standing: 'in-warranty', untilDate: '2027-01-05' },
  appointment: {
    revision: 2,
    startMs: NOW_MS + 20 * HOUR,
    endMs: NOW_MS + 22 * HOUR,
    status: 'proposed',
    remindAtMs: null,
  },
  nextStep: { what: 'confirm', who: 'customer', personId: null, byMs: NOW_MS + HOUR },
  clocks: [
    { clockId: 'hand-off', round: 1, status: 'met', startedAtMs: 0, dueAtMs: NOW_MS, limitMs: 2 * HOUR },
    { clockId: 'on-site', round: 1, status: 'running', startedAtMs: 0, dueAtMs: NOW_MS + 3 * HOUR, limitMs: 48 * HOUR },
    {
      clockId: 'first-contact',
      round: 1,
      status: 'breached',
      startedAtMs: 0,
      dueAtMs: NOW_MS - HOUR,
      limitMs: 4 * HOUR,
    },
  ],
});
const message: MessageRow = {
  ...intent(),
  caseId: CASE,
  state: 'unknown',
  code: null,
  attempts: 2,
  unconfirmed: 1,
  lastError: 'twilio-30008',
  providerId: null,
  plannedAtMs: NOW_MS,
  leasedForMs: 0,
  claimedAtMs: NOW_MS,
  settledAtMs: null,
  delivery: null,
  deliveryCode: null,
};

function shop(one: CaseView, over: Partial<Aftercare> = {}): Partial<Aftercare> {
  return {
    policy: async () => policy,
    showCase: async () => ({
      view: one,
      from: 'workflow',
      inFlight: [{ what: 'send appointment-proposed', sinceMs: NOW_MS - 120_000 }],
      uncommittedEvents: 0,
    }),
    timeline: async () => [
      event(11, { type: 'TechnicianAssigned', technicianId: 'tech-4', how: 'ranked' }),
      event(12, { type: 'AppointmentProposed', revision: 2, startMs: NOW_MS + 20 * HOUR, endMs: NOW_MS + 22 * HOUR }),
    ],
    messages: async () => [message],
    inbox: async () => [],
    knownProblems: async () => [],
    personal: async () => [
      { name: 'phone', entry: { kind: 'text', content: '+8613900000000' } },
      { name: 'wish', entry: { kind: 'erased' } },
    ],
    listCases: async () => ({ cases: [one], nextCursor: null }),
    ...over,
  };
}

describe('case show', () => {
  test('says what the customer sent that waits for a person', async () => {
    const { out } = await cli(['case', 'show', CASE], shop(busy, { inbox: async () => [{}, {}] as never }));
    expect(out).toContain('wait for a person: 2');
    expect(out).toContain(`inbox list --case ${CASE}`);
    expect((await cli(['case', 'show', CASE], shop(busy))).out).not.toContain('inbox');
  });

  test('tells what cases like it came to, while somebody has to find out', async () => {
    const knownProblems: Aftercare['knownProblems'] = async () => [
      {
        fault: 'no-picture',
        cause: 'supplier-part',
        cases: 4,
        atOnce: 4,
        remedies: [
          { code: 'lens-head', cases: 4 },
          { code: 'repair', cases: 3 },
        ],
        lastMs: NOW_MS,
      },
    ];
    const shown = async (stage: CaseView['stage']) =>
      (await cli(['case', 'show', CASE], shop({ ...busy, stage }, { knownProblems }))).out;
    expect(await shown('remote-help')).toContain(
      'Cases like it\n  no-picture, supplier-part, 4 cases: lens-head 4×, repair 3×\n',
    );
    expect(await shown('callback')).not.toContain('Cases like it');
  });

  test('is one screen that says where the case stands and what to do', async () => {
    const { code, out } = await cli(['case', 'show', CASE], shop(busy), { columns: 80 });
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "C-7K3M9P2QXA  repair · LK-200 · general · key customer EMERGENCY  in appointment
      opened 09:40 (6 h ago) by web from portal · policy device-maker@0123456789ab

      Next      confirm by customer, 16:40 (in 1 h)
      Visit     Tue 10 Mar 11:40–13:40 (in 20 h), proposed, revision 2
      People    lead 何清, technician Tom Reed
      Warranty  until 2027-01-05
      Waits     send appointment-proposed, for 2 min
      Waits     case-opened by sms: unknown, twilio-30008

      Clocks
        first-contact  breached  1 h late, due 14:40  limit 4 h
        on-site        running   3 h left, due 18:40  limit 48 h
        hand-off       met                            limit 2 h

      Last events
        Mon 2 Mar 17:00  assigned to Tom Reed (ranked first)
        Mon 2 Mar 17:00  visit proposed: Tue 10 Mar 11:40–13:40 (r2)

      Try
        aftercare case confirm C-7K3M9P2QXA --by customer
        aftercare case acknowledge C-7K3M9P2QXA --by lead-south
        aftercare case hold C-7K3M9P2QXA --reason …
      "
    `);
    expect(out.split('\n').length).toBeLessThanOrEqual(24);
    const cut = out.split('\n').filter((line) => !line.includes('aftercare case'));
    for (const line of cut) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  test('has no colours without a terminal, and words beside them with one', async () => {
    expect((await cli(['case', 'show', CASE], shop(busy))).out).not.toContain('\u001b');
    expect((await cli(['case', 'show', CASE, '--no-color'], shop(busy), { color: true })).out).not.toContain('\u001b');
    expect((await cli(['case', 'show', CASE], shop(busy), { color: true })).out).toContain('\u001b[31mbreached');
  });

  test('has the customer’s data only when it is asked for', async () => {
    const reads: string[] = [];
    const over = {
      personal: async () => {
        reads.push('vault');
        return [{ name: 'phone', entry: { kind: 'text', content: '+86139\u001b[2J' } }];
      },
    } as never;
    expect((await cli(['case', 'show', CASE], shop(busy, over))).out).not.toContain('+86139');
    expect(reads).toEqual([]);
    expect((await cli(['case', 'show', CASE, '--personal'], shop(busy, over))).out).toContain('phone: +86139 [2J');
  });

  test('says so when the workflow does not answer', async () => {
    const showCase = async () => ({ view: busy, from: 'journal' as const, inFlight: [], uncommittedEvents: 0 });
    expect((await cli(['case', 'show', CASE], shop(busy, { showCase }))).out).toContain('the workflow does not answer');
  });

  test.each([
    ['appointment', true],
    ['visit', true],
    ['report', false],
    ['closed', false],
  ] as const)('in stage %s tells of the visit: %s', async (stage, told) => {
    const { out } = await cli(['case', 'show', CASE], shop({ ...busy, stage, closedAtMs: NOW_MS }));
    expect(/^Visit /m.test(out)).toBe(told);
  });

  test('shows ids and UTC when the policy cannot be read', async () => {
    const { code, out } = await cli(
      ['case', 'show', CASE],
      shop(busy, { policy: async () => Promise.reject(new Error('x')) }),
    );
    expect(code).toBe(1);
    expect(out).toBe('');
  });
});

test('case list shows what is due first, by whom, and nothing of the customer', async () => {
  const due = { ...busy, nextDeadline: { clockId: 'first-contact', dueAtMs: NOW_MS - HOUR } };
  const { out, err } = await cli(['case', 'list'], shop(due), { columns: 100 });
  expect(out).toMatchInlineSnapshot(`
    "CASE          KIND                    STAGE        DUE              NEXT               PRODUCT
    C-7K3M9P2QXA  repair (key) EMERGENCY  appointment  14:40 (1 h ago)  confirm, customer  LK-200
    "
  `);
  expect(err).toBe(`try: aftercare case show ${CASE}\n`);
});

test.each([
  [[], 'Open one: aftercare case open --help\n'],
  [['--stage', 'visit'], ''],
  [['--closed'], ''],
  [['--breached'], ''],
  [['--after', 'abc'], ''],
])('case list without a hit for %j advises %j', async (line, advice) => {
  const listCases = async () => ({ cases: [], nextCursor: null });
  const { out, err } = await cli(['case', 'list', ...line], shop(busy, { listCases }));
  expect({ out, err }).toEqual({ out: 'No case matches.\n', err: advice });
});

test('message list says what became of each', async () => {
  const { out } = await cli(['message', 'list', '--case', CASE], shop(busy));
  expect(out).toMatchInlineSnapshot(`
    "PLANNED  CASE          PURPOSE      BY   TO        STATE    WHY
    15:40    C-7K3M9P2QXA  case-opened  sms  customer  unknown  twilio-30008
    "
  `);
});

describe('case watch', () => {
  test('prints what is new until the case closes', async () => {
    const ledger = [
      event(1, { type: 'StageEntered', stage: 'intake', round: 1 }),
      event(2, { type: 'CaseClosed', outcome: 'withdrawn', noteId: null }),
    ];
    const timeline: Aftercare['timeline'] = async (_organisation, _case, page) =>
      ledger.filter(({ seq }) => seq === (page?.afterSeq ?? 0) + 1);
    const { code, out } = await cli(['case', 'watch', CASE, '-o', 'jsonl'], shop(busy, { timeline }));
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['StageEntered', 'CaseClosed']);
  });

  test('ends at Ctrl-C with 0', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await cli(['case', 'watch', CASE], shop(busy), { interrupted: stop.signal })).code).toBe(0);
  });
});

test('a unit in care shows what comes next first, then what it led to and what broke', async () => {
  const care: CaseView = view({
    caseId: 'U-7K3M9P2QXA',
    stage: 'care',
    kind: 'care',
    productModel: 'LK-200',
    warranty: { standing: 'in-warranty', untilDate: '2028-03-01' },
    nextStep: { what: 'quarterly.answered', who: 'customer', personId: null, byMs: NOW_MS + HOUR },
    care: {
      begunOn: '2026-03-02',
      lastDay: '2028-03-01',
      occasions: [
        { name: 'inspection', does: 'open-case', lastOn: '2026-04-15', times: 1, nextOn: '2026-10-15' },
        { name: 'quarterly', does: 'ask', lastOn: '2026-06-02', times: 1, nextOn: '2026-09-02' },
        { name: 'day-1-call', does: 'ask', lastOn: '2026-03-03', times: 1, nextOn: null },
      ],
      asked: ['quarterly'],
      opened: [
        { kind: 'maintenance', because: 'inspection.due', atMs: NOW_MS - HOUR, came: { caseId: 'C-9N7A3FN68R' } },
        { kind: 'repair', because: 'quarterly.problem', atMs: NOW_MS, came: { code: 'unknown-region' } },
      ],
      repairs: [{ fault: 'no-light', part: null, on: '2026-05-20', restarts: true }],
    },
  });
  const { out } = await cli(['case', 'show', 'U-7K3M9P2QXA'], shop(care));
  const lines = out.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' · '));
  const from = lines.indexOf('Care since 2026-03-02, until 2028-03-01');
  expect(lines.slice(from + 1, from + 4)).toEqual([
    'quarterly · waits for the answer · 1 × so far, last on 2026-06-02',
    'inspection · on 2026-10-15 · 1 × so far, last on 2026-04-15',
    'day-1-call · - · 1 × so far, last on 2026-03-03',
  ]);
  expect(out).toMatch(/repair, for quarterly\.problem: not opened \(unknown-region\), open it by hand/);
  expect(out).toContain('maintenance, for inspection.due: C-9N7A3FN68R');
  expect(out).toContain('2026-05-20  no-light, the warranty began anew');
  expect(out).toContain('case answer-occasion U-7K3M9P2QXA --occasion quarterly --answer … --by customer');
});
