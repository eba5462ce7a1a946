import type { Mailer, SmsGateway } from '../activities/notify/gateways.ts';

export interface BareSmsActivities {
  bareSms(input: { readonly caseId: string; readonly to: string; readonly what: string }): Promise<void>;
}
export interface BareEmailActivities {
  bareEmail(input: { readonly caseId: string; readonly to: string; readonly startMs: number }): Promise<void>;
}

const FROM = '+46701740600';
const organisationId = 'bench';

/** The same calls to the same providers as case-7 makes, with texts of the same length and no ledger. */
export function createBareActivities(gateway: SmsGateway, mailer: Mailer): BareSmsActivities & BareEmailActivities {
  return {
    async bareSms({ caseId, to, what }) {
      const body = `Bench Works ${caseId}: ${what}. ${'Please reply to this message or call us at 08-465 004 50. '.repeat(2)}`;
      await gateway.send({ organisationId, key: `${caseId}/${what}`, from: FROM, to, body });
    },
    async bareEmail({ caseId, to, startMs }) {
      await mailer.send({
        messageId: `${caseId}@bench.example`,
        from: { name: 'Bench Works', address: 'service@bench.example' },
        to: { name: 'Cora Customer', address: to },
        subject: `Your visit is agreed: ${new Date(startMs).toISOString()} (case ${caseId})`,
        text: 'Your visit is agreed. The technician will show you an identity card and our price list. '.repeat(8),
        invite: { method: 'REQUEST', content: invite(caseId, startMs) },
      });
    },
  };
}

function invite(caseId: string, startMs: number): string {
  const at = new Date(startMs).toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//EN', 'METHOD:REQUEST', 'BEGIN:VEVENT'],
    ...[`UID:${caseId}@bench.example`, 'SEQUENCE:1', `DTSTAMP:${at}`, `DTSTART:${at}`, `DTEND:${at}`],
    ...['SUMMARY:Service visit', 'ORGANIZER:mailto:service@bench.example', 'END:VEVENT', 'END:VCALENDAR'],
  ];
  return lines.join('\r\n');
}
