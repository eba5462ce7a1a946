import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isChange, type RouteSpec } from '../../../client/http/route.ts';
import { ROUTES } from '../../../client/http/routes/index.ts';
import { API_ROLES, type ApiRole } from '../../../domain/access/roles.ts';
import { NOW_MS, OURS, startTestApi, type TestApi, THEIRS } from '../../support/api.ts';
import { MATRIX } from './role-matrix.ts';

let api: TestApi;
let ourCase: string;
let theirCase: string;
const keys = new Map<string, string>();

const FACTS = { 'customer-name': 'A', phone: '+8613912345678', 'fault-description': 'no picture' };
const PERSON: Readonly<Partial<Record<ApiRole, string>>> = { technician: 'tech-1', desk: 'desk-1' };

beforeAll(async () => {
  // A minute passes with every look at the clock: limits are not what is tried here.
  let now = NOW_MS;
  const nowMs = () => {
    now += 60_000;
    return now;
  };
  api = await startTestApi({ nowMs });
  for (const organisation of [OURS, THEIRS]) {
    for (const role of API_ROLES) keys.set(`${organisation}/${role}`, await api.key(role, PERSON[role], organisation));
  }
  const open = async (organisation: string) => {
    const payload = { channel: 'hotline', facts: FACTS };
    const answer = await api.ask(keyOf(organisation, 'desk'), { method: 'POST', url: '/v1/cases', payload });
    return answer.json().caseId as string;
  };
  [ourCase, theirCase] = [await open(OURS), await open(THEIRS)];
});
afterAll(() => api.stop());

const keyOf = (organisation: string, role: ApiRole) => keys.get(`${organisation}/${role}`) ?? '';

/** A request that only its role and whose it is can decide about. */
function requestOf(spec: RouteSpec, caseId: string) {
  const url = spec.path
    .replace('{caseId}', caseId)
    .replace('{attachmentId}', `a_${'0'.repeat(24)}`)
    .replace(/\{\w+\}/g, 'none');
  return { method: spec.method, url, ...(spec.body === undefined ? {} : { payload: {} }) };
}

describe('who may ask for what', () => {
  test('the table names every route and every role', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(ROUTES.map(({ operation }) => operation).sort());
  });

  describe.each(ROUTES.map((spec) => ({ operation: spec.operation, spec })))('$operation', ({ operation, spec }) => {
    test.each(API_ROLES)('as %s', async (role) => {
      const allowed = MATRIX[operation]?.includes(role) ?? false;
      const answer = await api.ask(keyOf(OURS, role), requestOf(spec, ourCase));
      if (allowed) expect(answer.statusCode).not.toBe(403);
      else expect([answer.statusCode, answer.json().code]).toEqual([403, 'not-allowed']);
      expect(answer.statusCode).toBeLessThan(500);
    });

    test('without a key, with a made-up one, and with another scheme', async () => {
      const { method, url } = requestOf(spec, ourCase);
      const made = `ak_${'0'.repeat(12)}_${'A'.repeat(43)}`;
      for (const authorization of ['', 'Bearer', `Bearer ${made}`, `Bearer ${'x'.repeat(9_000)}`, 'Basic YTpi']) {
        const answer = await api.app.inject({ method, url, headers: { authorization } });
        expect([answer.statusCode, answer.json().code]).toEqual([401, 'not-authenticated']);
        expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      }
    });
  });
});

describe('whose a case is', () => {
  const CASE_ROUTES = ROUTES.filter(({ path }) => path.includes('{caseId}'));

  test.each(CASE_ROUTES.map((spec) => ({ operation: spec.operation, spec })))(
    '$operation: another organisation’s case is answered like one that does not exist',
    async ({ operation, spec }) => {
      for (const role of MATRIX[operation] ?? []) {
        const [theirs, none] = await Promise.all(
          [theirCase, 'C-0000000000'].map((caseId) => api.ask(keyOf(OURS, role), validRequest(spec, caseId))),
        );
        const shape = ({ body, statusCode }: { body: string; statusCode: number }, caseId: string) => [
          statusCode,
          body.replaceAll(caseId, 'CASE').replace(/"requestId":"[^"]+"/, ''),
        ];
        expect(shape(theirs!, theirCase)).toEqual(shape(none!, 'C-0000000000'));
        expect(theirs!.statusCode, `${operation} as ${role}: ${theirs!.body}`).toBe(404);
      }
    },
  );

  test('a technician reads and writes only what is theirs to work on', async () => {
    const technician = keyOf(OURS, 'technician');
    for (const spec of CASE_ROUTES.filter(({ operation }) => MATRIX[operation]?.includes('technician'))) {
      const answer = await api.ask(technician, validRequest(spec, ourCase));
      expect([spec.operation, answer.statusCode, answer.json().code]).toEqual([spec.operation, 404, 'unknown-case']);
    }
  });

  test('nobody speaks for a customer who may not, and nobody sets what only the engine sets', async () => {
    const head = keyOf(OURS, 'head');
    const url = `/v1/cases/${ourCase}/record-contact`;
    const spoken = await api.ask(head, { method: 'POST', url, payload: { channel: 'phone', by: 'customer' } });
    expect(spoken.statusCode).toBe(403);
    for (const field of ['status', 'stage', 'organisationId', 'technicianId', 'seq']) {
      const answer = await api.ask(keyOf(OURS, 'desk'), {
        method: 'POST',
        url,
        payload: { channel: 'phone', [field]: 'closed' },
      });
      expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, `#/${field}`]);
    }
  });
});

/** As right as it must be to get past everything but whose the case is. */
function validRequest(spec: RouteSpec, caseId: string) {
  const request = requestOf(spec, caseId);
  return isChange(spec) ? { ...request, payload: BODIES[spec.operation] ?? {} } : request;
}

const AT = { start: '2026-03-10T09:00+08:00', end: '2026-03-10T11:00+08:00' };
const BODIES: Readonly<Record<string, object>> = {
  provideFacts: { facts: { address: 'x' } },
  recordRemoteHelp: { outcome: 'solved' },
  recordContact: { channel: 'phone' },
  proposeAppointment: AT,
  rescheduleAppointment: { ...AT, reason: 'other' },
  recordNoShow: { who: 'customer' },
  reinforceCrew: { personIds: ['tech-2'] },
  recordIncident: { personId: 'tech-1', what: 'late' },
  fileReport: { cause: 'wear', result: 'solved' },
  signReport: { opinion: 'satisfied' },
  rateService: { score: 5 },
  answerFollowUp: { day: 1, answer: 'fine' },
  openItem: { item: 'grievance' },
  advanceItem: { item: 'grievance', step: 'answered' },
  answerOccasion: { occasion: 'survey' },
  recordConsent: { consent: 'withdrawn' },
  holdCase: { reason: 'other' },
  closeCase: { outcome: 'withdrawn' },
};
