import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLanes } from '../../client/lanes.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { loadPolicy } from '../support/policies.ts';
import { type LifeName, type Lived, liveThrough } from '../support/whole-life.ts';
import { startMortalWorker, startWorkers, type WorkerParts } from '../support/workers.ts';

/** Most of a death is waiting: 10 to 15 s until the server gives up on the dead. */
const AT_A_TIME = 8;
const ALL_WITHIN_MS = 240_000;

const COMMIT = '.*insert into case_events .*';
const CLAIM = ".*update messages set state = 'claimed'.*";
const SETTLE = 'update messages set state = \\$3.*';

/** Each kind of step of a case, and the moment (`support/moments.ts`) at which its worker is killed. */
const DEATHS: Readonly<Record<LifeName, Readonly<Record<string, string>>>> = {
  'at the desk': {
    'an opening has come': '^in .*"type":"OpenCase"',
    'an opening is decided and not yet answered': '^out {"receipt":{"commandId":"open:',
    'a command has come': '^in .*"type":"ClassifyCase"',
    'a command is decided and not yet answered': '^out {"receipt":{"commandId":"ClassifyCase"',
    'a journal commit begins': `^before ${COMMIT}CaseClassified`,
    'a journal commit is done': `^after ${COMMIT}CaseClassified`,
    'a batch and the message it rides in are asked for': '^in (?=.*"intent":)(?=.*"batch":).*CaseOpened',
    'a batch that rides in a message is in the journal': `^after ${COMMIT}CaseOpened`,
    'an SMS is not claimed yet': `^before ${CLAIM}/handed-off/.*/sms`,
    'an SMS is claimed': `^after ${CLAIM}/handed-off/.*/sms`,
    'an SMS is taken by the provider': '^taken .*/handed-off/.*/sms',
    'an SMS is recorded as sent': `^after ${SETTLE}/handed-off/.*/sms`,
    'a mail is not claimed yet': `^before ${CLAIM}/handed-off/.*/email`,
    'a mail is claimed': `^after ${CLAIM}/handed-off/.*/email`,
    'a mail is taken by the provider': '^taken he.qing@',
    'a mail is recorded as sent': `^after ${SETTLE}/handed-off/.*/email`,
    'a run is about to continue as new': '^out .*"commandsPerRun"',
    'a run has continued another': '^in .*"commandsPerRun".*"state":{',
    'a closed case is being filed': '^before insert into archives',
    'a closed case is filed': '^after insert into archives',
  },
  'with a visit': {
    'a deadline has passed and is not yet in history': '^out .*ClockWarned',
    'the alarm of a deadline is in the journal': `^after ${COMMIT}ClockWarned`,
    'an alarm is taken by the provider': '^taken .*/clock-warned/.*/sms',
    'the load is being measured': '^before select person as "personId"',
    'the load is measured': '^after select person as "personId"',
    'a slot is being reserved': '^before commit .*insert into slots',
    'a slot is reserved': '^after commit .*insert into slots',
    'a slot is being released': '^before delete from slots',
    'a slot is released': '^after delete from slots',
  },
  'on a long hold': {
    'the calendars are asked for': '^asked expandCalendars',
    'the calendars are renewed': '^answered expandCalendars',
  },
};

let engine: Engine;

const NOBODY = 'nobody';
const deaths = Object.entries(DEATHS).flatMap(([life, moments]) =>
  Object.entries({ [NOBODY]: '^never$', ...moments }).map(([step, moment]) => ({
    life: life as LifeName,
    step,
    moment,
  })),
);
const lived = new Map<string, Promise<Lived & { readonly end: string }>>();

beforeAll(async () => {
  engine = await startEngine();
  const atATime = createLanes(AT_A_TIME);
  for (const [index, { life, step, moment }] of deaths.entries()) {
    const living = atATime('', () => liveAndDie(life, moment, `org-${index}`));
    // Each is heard by the test of its name.
    living.catch(() => undefined);
    lived.set(`${life}: ${step}`, living);
  }
});
afterAll(() => engine.stop());

/** A case of its own organisation, so that no two wait for one technician, and with workers of its own. */
async function liveAndDie(life: LifeName, moment: string, organisationId: string) {
  const parts: WorkerParts = { ...engine.parts, taskQueue: `${engine.parts.taskQueue}-${organisationId}` };
  await engine.aftercare.applyPolicy(organisationId, await loadPolicy('device-maker'), organisationId);
  const aftercare = engine.client({ commandsPerRun: 3, taskQueue: parts.taskQueue });
  const mortal = await startMortalWorker(parts, { at: moment, name: organisationId });
  const living = liveThrough(life, { engine, aftercare, organisationId });
  const end = await Promise.race([mortal.ended, living.then(() => 'The worker outlived the case')]);
  await mortal.stop(0);
  const survivors = await startWorkers(parts);
  try {
    return { ...(await living), end };
  } finally {
    await survivors.stop();
  }
}

test.each(deaths.filter(({ step }) => step !== NOBODY))(
  'killed when $step, the worker leaves nothing undone and nothing done twice',
  async ({ life, step }) => {
    const { end, events, messages } = await lived.get(`${life}: ${step}`)!;
    const undisturbed = await lived.get(`${life}: ${NOBODY}`)!;
    expect(end).toBe('The worker ended (SIGKILL)');
    expect(events).toEqual(undisturbed.events);
    expect(messages).toEqual(undisturbed.messages);
  },
  ALL_WITHIN_MS,
);

test('in all of them, what was acknowledged, recorded and sent agrees', () => engine.check(), 60_000);
