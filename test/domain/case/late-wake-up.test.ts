import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import { withClock } from '../../support/policy-variants.ts';
import { holds } from '../../support/properties.ts';
import { transcriptOf } from '../../support/random-play.ts';
import { anyPolicy } from '../../support/random-policy.ts';
import { playScript, randomScript } from '../../support/random-script.ts';
import { askCallback, at, DEVICE_MAKER, propose, repairAt } from '../../support/repair.ts';

/** What only the present can do: sending, and opening other cases. */
const DONE_NOW = /^(Message|LinkedCase(Opened|Refused))/;

/** What happened and when, whenever it was written down. */
function happened(events: readonly CaseEvent[]) {
  return events
    .filter(({ type }) => !DONE_NOW.test(type))
    .map(({ seq: _seq, recordedAtMs: _recordedAtMs, ...fact }) => fact);
}

function apart({ heldMessages: _held, seq: _seq, ...state }: CaseState) {
  const { stage } = state;
  if (stage.name !== 'care') return state;
  return { ...state, stage: { ...stage, opened: stage.opened.map(({ atMs: _atMs, ...rest }) => rest) } };
}

test('a case woken late writes what it would have written in time', () => {
  const outages = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 3, maxLength: 3 });
  const property = fc.property(anyPolicy, randomScript, outages, (policy, script, hours) => {
    playScript(policy, script, (play) => {
      if (play.state === null || play.steps.length % 3 !== 0) return;
      const nowMs = play.nowMs + hours[(play.steps.length / 3) % hours.length]! * HOUR_MS;
      const [punctual, late] = [play.twin().until(nowMs), play.twin().wakeLate(nowMs)];
      expect(happened(late.events), transcriptOf(play)).toEqual(happened(punctual.events));
      expect(apart(late.open()), transcriptOf(play)).toEqual(apart(punctual.open()));
    });
  });
  holds(property, 250);
}, 90_000);

test('a limit beyond what a case sees of its calendars is warned of 30 days before at the earliest', () => {
  const within = [{ when: {}, withinMs: 100 * DAY_MS, calendar: 'round-the-clock' }];
  const policy = withClock(DEVICE_MAKER, { within, warnAtPercent: [1, 90] });
  const punctual = repairAt('assign', { policy });
  const startedAtMs = punctual.nowMs;
  const late = repairAt('assign', { policy }).wakeLate(startedAtMs + 80 * DAY_MS);
  punctual.until(startedAtMs + 95 * DAY_MS);
  expect(punctual.of('ClockWarned').map(({ atMs, percent }) => [percent, (atMs - startedAtMs) / DAY_MS])).toEqual([
    [1, 70],
    [90, 90],
  ]);
  late.until(startedAtMs + 95 * DAY_MS);
  expect(late.of('ClockWarned').map(({ atMs }) => atMs)).toEqual(punctual.of('ClockWarned').map(({ atMs }) => atMs));
});

test('a reminder that an outage made late is not sent once the visit has begun', () => {
  const visit = repairAt('appointment');
  propose(visit, at('03-11 10:00')).send('ConfirmAppointment', { revision: null });
  visit.wakeLate(at('03-11 10:30'));
  expect(visit.of('AppointmentReminded')).toHaveLength(1);
  expect(visit.sent().filter((key) => key.startsWith('appointment-reminder'))).toEqual([]);
});

test('a reminder that is only a little late is still sent', () => {
  const visit = repairAt('appointment');
  propose(visit, at('03-11 10:00')).send('ConfirmAppointment', { revision: null });
  visit.wakeLate(at('03-10 19:00'));
  expect(visit.sent()).toContain('appointment-reminder/r1/customer/sms');
});

test('callback questions that an outage piled up are put once', () => {
  const rated = repairAt('callback');
  const { times } = DEVICE_MAKER.pinned.callback;
  askCallback(rated);
  const before = rated.sent().length;
  while (rated.of('CallbackAsked').length < times) rated.wakeLate(rated.nowMs + 30 * DAY_MS);
  expect(
    rated
      .sent()
      .slice(before)
      .filter((key) => key.startsWith('callback-asked-again')),
  ).toHaveLength(1);
});

test('chases that an outage piled up are sent once', () => {
  const intake = repairAt('intake');
  intake.send('ProvideFacts', { facts: { phone: { vaultId: 'v_phone' } } });
  intake.wakeLate(intake.nowMs + 10 * DAY_MS);
  expect(intake.sent().filter((key) => key.startsWith('facts-chased'))).toEqual([
    `facts-chased/n${DEVICE_MAKER.pinned.chase.times}/customer/sms`,
  ]);
});

test('a follow-up that was given up before anybody could be asked is not sent', () => {
  const { followUp } = DEVICE_MAKER.pinned;
  const followed = repairAt('follow-up');
  followed.wakeLate(followed.nowMs + 4 * DAY_MS);
  const asked = followed.of('FollowUpAsked').map(({ day }) => day);
  const sent = followed.sent().filter((key) => key.startsWith('follow-up-asked'));
  expect(asked).toEqual(followUp.days.map(({ day }) => day).slice(0, 2));
  expect(sent).toEqual(['follow-up-asked/round-1-day-3/customer/sms']);
});
