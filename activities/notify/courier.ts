import type { MessageIntent } from '../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { SendInput } from '../ports.ts';
import type { Attachment, Invite, LookUp, Mail, Mailer, SendResult, SmsGateway } from './gateways.ts';
import { framed } from './html-frame.ts';
import { inviteFor } from './invite.ts';
import type { Letter } from './letter.ts';

/** One letter on its channel. */
export interface Courier {
  submit(): Promise<SendResult>;
  lookUp(sinceMs: number, notIds: readonly string[]): Promise<LookUp>;
}

export async function courierFor(
  gateways: { readonly sms: SmsGateway; readonly mailer: Mailer },
  document: PolicyDocument,
  { intent, view }: SendInput,
  letter: Letter,
  nowMs: number,
  attachments: readonly Attachment[],
): Promise<Courier> {
  const { senders } = document;
  if (intent.channel === 'sms') {
    const sms = { to: letter.address, body: letter.content.text };
    const whole = { ...sms, organisationId: view.organisationId, key: intent.key, from: senders.smsFrom };
    return {
      submit: () => gateways.sms.send(whole),
      lookUp: (sinceMs, notIds) => gateways.sms.lookUp(sms, sinceMs, notIds),
    };
  }
  const mail: Omit<Mail, 'invite'> = {
    messageId: letter.messageId,
    from: { name: letter.senderName, address: senders.mailFrom },
    to: { name: letter.name, address: letter.address },
    subject: letter.content.subject,
    text: letter.content.text,
    html: framed(
      { locale: letter.locale, sender: letter.senderName, subject: letter.content.subject },
      letter.content.text,
    ),
    ...threadOf(letter),
    ...unsubscribeOf(letter),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
  const invite = await inviteOf(intent, letter, mail, nowMs);
  return {
    submit: () => gateways.mailer.send({ ...mail, invite }),
    lookUp: () => gateways.mailer.lookUp(letter.messageId),
  };
}

function threadOf({ thread }: Letter): Pick<Mail, 'thread' | 'replyTo'> {
  if (thread === null) return {};
  return thread.replyTo === null ? { thread: thread.id } : { thread: thread.id, replyTo: thread.replyTo };
}

/** What is no service to the customer can be ended from the mail program itself. */
function unsubscribeOf({ links }: Letter): Pick<Mail, 'unsubscribeUrl'> {
  const url = links['opt-out'];
  return url === undefined ? {} : { unsubscribeUrl: url };
}

/** A customer's calendar gets the visit when it is agreed and loses it when it is cancelled. */
async function inviteOf(
  { purpose, recipient, params }: MessageIntent,
  letter: Letter,
  mail: Omit<Mail, 'invite'>,
  stampMs: number,
): Promise<Invite | null> {
  if (recipient.kind !== 'customer') return null;
  if (purpose !== 'appointment-confirmed' && purpose !== 'appointment-cancelled') return null;
  const { revision, startMs, endMs } = params;
  if (typeof revision !== 'number' || typeof startMs !== 'number' || typeof endMs !== 'number') return null;
  return inviteFor(purpose === 'appointment-cancelled' ? 'CANCEL' : 'REQUEST', {
    uid: letter.visitUid,
    revision,
    startMs,
    endMs,
    summary: mail.subject,
    organizer: mail.from,
    attendee: mail.to,
    stampMs,
  });
}
