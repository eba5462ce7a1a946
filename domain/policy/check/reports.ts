import { suggest } from '../did-you-mean.ts';
import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';

/** Every report goes to somebody who can read it, and is held against what can be measured. */
export function checkReports(source: PolicySource): Finding[] {
  if (source.reports === undefined) return [];
  return [...empty(source), ...recipients(source), ...targets(source)];
}

type Mailed = NonNullable<PolicySource['reports']>['mailed'];

function mailedOf(source: PolicySource): [string, Mailed[string]][] {
  return Object.entries(source.reports?.mailed ?? {});
}

function empty(source: PolicySource): Finding[] {
  return mailedOf(source).flatMap(([name, report]): Finding[] =>
    (['to', 'of'] as const)
      .filter((key) => report[key].length === 0)
      .map((key) => {
        const wanted = key === 'to' ? 'a role like role:department-head' : 'a section like requests';
        const message = `${name} would ${key === 'to' ? 'reach nobody' : 'say nothing'}; write ${wanted}`;
        return { code: 'report-empty', message, path: ['reports', 'mailed', name, key] };
      }),
  );
}

function recipients(source: PolicySource): Finding[] {
  return mailedOf(source).flatMap(([name, { to }]) =>
    to.flatMap((recipient, i): Finding[] => {
      const path = ['reports', 'mailed', name, 'to', i];
      if (recipient.kind !== 'role') {
        const message = `a report is of no one case, so ${recipient.kind} is nobody; write a role like role:department-head`;
        return [{ code: 'report-recipient', message, path }];
      }
      const { role } = recipient;
      if (!source.roles.includes(role)) {
        const message = `no role is called ${role}; ${suggest(role, source.roles)}`;
        return [{ code: 'unknown-role', message, path }];
      }
      const holders = Object.entries(source.people).filter(([, { roles }]) => roles.includes(role));
      const unread = holders.filter(([, { email }]) => email === undefined).map(([id]) => id);
      if (unread.length === 0 && holders.length > 0) return [];
      const message =
        holders.length === 0
          ? `nobody holds ${role}, so nobody reads this report; write it into the roles of somebody with an email`
          : `a report comes by mail, and ${unread.join(', ')} has no email; write one, or another role`;
      return [{ code: 'report-recipient', message, path }];
    }),
  );
}

function targets(source: PolicySource): Finding[] {
  const { satisfaction, response } = source.reports?.targets ?? {};
  const { lowest, highest } = source.callback.scale;
  const findings: Finding[] = [];
  if (satisfaction !== undefined && (satisfaction < lowest || satisfaction > highest)) {
    const message = `${satisfaction} is no score of the callback; write one from ${lowest} to ${highest}`;
    findings.push({ code: 'report-target', message, path: ['reports', 'targets', 'satisfaction'] });
  }
  const clocks = Object.keys(source.clocks);
  if (response !== undefined && !clocks.includes(response.clock)) {
    const message = `no clock is called ${response.clock}; ${suggest(response.clock, clocks)}`;
    findings.push({ code: 'unknown-clock', message, path: ['reports', 'targets', 'response', 'clock'] });
  }
  return findings;
}
