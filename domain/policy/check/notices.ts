import type { FaultPath, Finding } from '../fault.ts';
import type { Recipient } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';

/** Notices that can go out, and an alarm row for everybody a clock or a ladder turns to. */
export function checkNotices(source: PolicySource): Finding[] {
  return [...impossible(source), ...unheard(source)];
}

function impossible({ notices }: PolicySource): Finding[] {
  return notices.flatMap(({ to, by, hours }, i) => {
    const findings: Finding[] = [];
    if (by.length === 0) {
      const message = 'the notice goes nowhere; write by: [sms], by: [email] or both';
      findings.push({ code: 'notice-channels', message, path: ['notices', i, 'by'] });
    }
    if (to.kind === 'customer' && hours === 'recipient') {
      const message = 'a customer has no hours of their own; write hours: any, or the name of a calendar';
      findings.push({ code: 'notice-hours', message, path: ['notices', i] });
    }
    return findings;
  });
}

function unheard({ clocks, ladders, notices }: PolicySource): Finding[] {
  const findings: Finding[] = [];
  const expect = (on: 'clock-warned' | 'clock-escalated', to: Recipient, path: FaultPath): void => {
    if (notices.some((notice) => notice.on === on && nameOf(notice.to) === nameOf(to))) return;
    const message = `no notice carries this alarm; add to notices: { on: ${on}, to: ${nameOf(to)}, by: [sms, email] }`;
    findings.push({ code: 'alarm-unheard', message, path });
  };
  for (const [id, { warn }] of Object.entries(clocks)) {
    if (warn) expect('clock-warned', warn, ['clocks', id, 'warn']);
  }
  for (const [id, steps] of Object.entries(ladders)) {
    steps.forEach(({ notify }, i) => {
      expect('clock-escalated', notify, ['ladders', id, i, 'notify']);
    });
  }
  return findings;
}

function nameOf(recipient: Recipient): string {
  return recipient.kind === 'role' ? `role:${recipient.role}` : recipient.kind;
}
