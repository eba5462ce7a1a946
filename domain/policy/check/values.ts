import { DAYS_BEHIND } from '../../calendar/expand.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { FaultPath, Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import type { SourcePrice } from '../schema-prices.ts';
import { minorDigits, toMinor } from '../units.ts';

/** Numbers that are each well written but make no sense together. */
export function checkValues(source: PolicySource): Finding[] {
  return [
    ...chase(source),
    ...followUp(source),
    ...callback(source),
    ...appointment(source),
    ...prices(source),
    ...backDating(source),
  ];
}

function chase({ chase: { every, times, inside } }: PolicySource): Finding[] {
  if (inside?.every === 0) {
    const message = 'the customer would be asked at once, and nobody could tell before; write a time like 1h';
    return [{ code: 'chase-times', message, path: ['chase', 'inside', 'every'] }];
  }
  if (every > 0 || times === 1) return [];
  const message = 'asking again at once makes one question of many; write a time like 12h';
  return [{ code: 'chase-times', message, path: ['chase', 'every'] }];
}

function followUp({ followUp: { days, answerWithin } }: PolicySource): Finding[] {
  const unordered = days.flatMap(({ day }, i): Finding[] => {
    const before = days[i - 1];
    if (before === undefined || day > before.day) return [];
    const message = `day ${day} does not come after day ${before.day}; write the days in ascending order, each once`;
    return [{ code: 'follow-up-days', message, path: ['followUp', 'days', i, 'day'] }];
  });
  if (answerWithin > 0) return unordered;
  const message = 'nobody could answer before the question is given up; write a time like 2d';
  return [...unordered, { code: 'follow-up-days', message, path: ['followUp', 'answerWithin'] }];
}

function callback({
  callback: { scale, reopenAtOrBelow, askAgainEvery, times, rounds = [] },
}: PolicySource): Finding[] {
  if (scale.lowest >= scale.highest) {
    const message = 'the lowest score must be below the highest; write something like { lowest: 1, highest: 5 }';
    return [{ code: 'callback-scale', message, path: ['callback', 'scale'] }];
  }
  const findings: Finding[] = [];
  if (reopenAtOrBelow >= scale.highest) {
    const message = `${reopenAtOrBelow} would reopen every case; write less than ${scale.highest}`;
    findings.push({ code: 'callback-scale', message, path: ['callback', 'reopenAtOrBelow'] });
  }
  if (rounds.length > times) {
    const message = `there are ${times} questions only; write no more ways than callback.times`;
    findings.push({ code: 'callback-rounds', message, path: ['callback', 'rounds'] });
  }
  if (askAgainEvery === 0) {
    const message = 'asking again at once makes one question of many; write a time like 8h';
    findings.push({ code: 'callback-scale', message, path: ['callback', 'askAgainEvery'] });
  }
  return findings;
}

function appointment({ appointment: { minNotice, maxAhead, maxLength, reminder } }: PolicySource): Finding[] {
  const findings: Finding[] = [];
  const fault = (key: string, message: string): void => {
    findings.push({ code: 'appointment-times', message, path: ['appointment', key] });
  };
  if (maxAhead <= minNotice)
    fault('maxAhead', 'no appointment lies between minNotice and maxAhead; write a longer maxAhead like 14d');
  if (maxLength === 0) fault('maxLength', 'a visit of no length can not be agreed; write a time like 4h');
  if (reminder.at === 24 * 60)
    fault('reminder', 'the reminder would go out on the next day; write an earlier time like 17:00');
  return findings;
}

function prices({ currency, prices: { travel, labour, parts, fees = {} } }: PolicySource): Finding[] {
  const inList = (name: string, list: Readonly<Record<string, SourcePrice>>): [string, FaultPath][] =>
    Object.entries(list).flatMap(([id, { price, cost }]): [string, FaultPath][] => [
      ...(price === undefined ? [] : [[price, ['prices', name, id]] as [string, FaultPath]]),
      ...(cost === undefined ? [] : [[cost, ['prices', name, id, 'cost']] as [string, FaultPath]]),
    ]);
  const amounts: [string, FaultPath][] = [
    [travel, ['prices', 'travel']],
    ...inList('labour', labour),
    ...inList('parts', parts),
    ...inList('fees', fees),
  ];
  return amounts
    .filter(([amount]) => toMinor(amount, currency) === null)
    .map(([amount, path]) => ({
      code: 'money-digits',
      message: `${amount} is finer than ${currency} can be paid; write at most ${minorDigits(currency)} digits after the point`,
      path,
    }));
}

/** Calendars are known for ten days back; a claim older than that could not be counted. */
function backDating({ effectiveBack }: PolicySource): Finding[] {
  const mostDays = DAYS_BEHIND - 1;
  if (effectiveBack <= mostDays * DAY_MS) return [];
  const message = `nothing can be reported that late; write at most ${mostDays}d`;
  return [{ code: 'effective-back', message, path: ['effectiveBack'] }];
}
