import type { FaultPath, Finding } from '../fault.ts';
import type { Recipient } from '../pinned.ts';
import { isItemOccasion } from '../pinned-notice.ts';
import type { PolicySource } from '../schema.ts';
import { ALARMS } from '../template-values.ts';
import type { NoticeTrigger } from '../vocabulary.ts';
import { occurs } from './occasions.ts';
import { mayBeOf, plansOf } from './reach.ts';

/** Notices that can go out, and one for every alarm that a clock or a ladder raises. */
export function checkNotices(source: PolicySource): Finding[] {
  return [...impossible(source), ...neverDue(source), ...unheard(source), ...unasked(source), ...alarmedOthers(source)];
}

function impossible({ notices, quiet }: PolicySource): Finding[] {
  return notices.flatMap(({ on, to, by, hours }, i) => {
    const findings: Finding[] = [];
    const path = ['notices', i];
    if (by.length === 0) {
      const message = 'the notice goes nowhere; write by: [sms], by: [email] or both';
      findings.push({ code: 'notice-channels', message, path: [...path, 'by'] });
    }
    if (ALARMS.includes(on) && to !== undefined) {
      const message = `${on} goes to whom the clock or its ladder names; leave to: out and change it there`;
      findings.push({ code: 'notice-recipient', message, path: [...path, 'to'] });
    }
    if (!ALARMS.includes(on) && to === undefined) {
      const message = 'the notice goes to nobody; write to: customer, lead, technician or role:…';
      findings.push({ code: 'notice-recipient', message, path });
    }
    if (to?.kind === 'owner' && !isItemOccasion(on)) {
      const message = `${on} is about no item, so there is no owner; write lead, technician or role:…`;
      findings.push({ code: 'notice-recipient', message, path: [...path, 'to'] });
    }
    if (to?.kind === 'customer' && hours === 'recipient' && quiet === undefined) {
      const message =
        'a customer has no hours of their own; write hours: any, the name of a calendar, or when they are left alone: quiet';
      findings.push({ code: 'notice-hours', message, path });
    }
    return findings;
  });
}

function neverDue(source: PolicySource): Finding[] {
  return source.notices.flatMap(({ on, when, to }, i): Finding[] => {
    if (to?.kind === 'crew' && source.assignment.crew === undefined) {
      const message = 'nobody ever goes along; write assignment.crew, or send it to the technician';
      return [{ code: 'notice-never-due', message, path: ['notices', i, 'to'] }];
    }
    if (plansOf(source).some((plan) => mayBeOf(when, plan.kind) && occurs(source, plan, on))) return [];
    const message = `no kind this notice is for ever comes to ${on}; widen its filter, add what leads there, or drop the notice`;
    return [{ code: 'notice-never-due', message, path: ['notices', i, 'on'] }];
  });
}

/** A question that is written has a notice which writes it. */
function unasked(source: PolicySource): Finding[] {
  if (!plansOf(source).some(({ stages }) => stages.includes('callback'))) return [];
  const { callback, notices } = source;
  const { rounds = [], times } = callback;
  return rounds.flatMap((way, i): Finding[] => {
    if (way === 'phone' || i >= times) return [];
    const isLast = i === rounds.length - 1;
    const asked: NoticeTrigger[] = i > 0 ? ['callback-asked-again'] : ['callback-asked'];
    if (i === 0 && isLast && times > 1) asked.push('callback-asked-again');
    const silent = asked.find(
      (on) => !notices.some((notice) => notice.on === on && notice.to?.kind === 'customer' && notice.by.includes(way)),
    );
    if (silent === undefined) return [];
    const message = `nobody is asked by ${way} then; add to notices: { on: ${silent}, to: customer, by: ${way} }`;
    return [{ code: 'callback-rounds', message, path: ['callback', 'rounds', i] }];
  });
}

function unheard({ clocks, ladders, notices }: PolicySource): Finding[] {
  const heard = (on: NoticeTrigger): boolean => notices.some((notice) => notice.on === on);
  const fault = (on: NoticeTrigger, path: FaultPath): Finding => {
    const message = `no notice carries this alarm; add to notices: { on: ${on}, by: [sms, email] }`;
    return { code: 'alarm-unheard', message, path };
  };
  const warned = Object.entries(clocks).filter(([, { warn }]) => warn !== undefined);
  return [
    ...(heard('clock-warned') ? [] : warned.map(([id]) => fault('clock-warned', ['clocks', id, 'warn']))),
    ...(heard('clock-escalated') ? [] : Object.keys(ladders).map((id) => fault('clock-escalated', ['ladders', id]))),
  ];
}

/** An alarm waits for one person to acknowledge it. */
function alarmedOthers({ clocks, ladders }: PolicySource): Finding[] {
  const isOther = (to: Recipient | undefined) => to?.kind === 'customer' || to?.kind === 'crew';
  const paths: FaultPath[] = [
    ...Object.entries(clocks).flatMap(([id, { warn }]) => (isOther(warn) ? [['clocks', id, 'warn']] : [])),
    ...Object.entries(ladders).flatMap(([id, steps]) =>
      steps.flatMap(({ notify }, i) => (isOther(notify) ? [['ladders', id, i, 'notify']] : [])),
    ),
  ];
  const message = 'an alarm goes to one person, never to the customer or a crew; write lead, technician or role:…';
  return paths.map((path) => ({ code: 'notice-recipient', message, path }));
}
