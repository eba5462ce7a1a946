import type { Twilio } from 'twilio';
import type { LookUp, SendResult, Sms, SmsGateway } from './gateways.ts';
import { fateOfRequest, fateOfTwilio } from './provider-codes.ts';
import { NoAnswer, ProviderAnswer, twilioClient } from './twilio-client.ts';

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** Where the API is; null is the provider's own address. */
  readonly baseUrl: string | null;
  /** Hears of the delivery; gets `organisation` and `key` as query, and the organisation for `{organisation}`. Null asks for no reports. */
  readonly statusCallbackUrl: string | null;
}

/** Shorter than an activity may take, so that a silent provider is our finding and not a lost attempt. */
export const ANSWER_WITHIN_MS = 8_000;
/** Twilio's clock and ours may differ by this much, and its times have whole seconds. */
const CLOCKS_DIFFER_MS = 60_000;
/** One person does not get more messages than this between a send and its look-up. */
const LOOK_BACK = 100;

/** SMS over Twilio's own client, which is loaded with the first message. */
export function createTwilioGateway(settings: TwilioSettings, answerWithinMs = ANSWER_WITHIN_MS): SmsGateway {
  let loading: Promise<Twilio> | undefined;
  const client = (): Promise<Twilio> => {
    loading ??= twilioClient(settings, answerWithinMs);
    return loading;
  };

  return {
    async send(sms: Sms): Promise<SendResult> {
      try {
        const message = await (await client()).messages.create({
          to: sms.to,
          body: sms.body,
          ...(sms.from.startsWith('MG') ? { messagingServiceSid: sms.from } : { from: sms.from }),
          ...(settings.statusCallbackUrl === null
            ? {}
            : { statusCallback: callbackUrl(settings.statusCallbackUrl, sms) }),
        });
        if (message.status === 'failed' && message.errorCode) return fateOfTwilio(400, message.errorCode);
        // Taken, by the status, but without a name there is nothing to settle it by.
        return message.sid ? { kind: 'accepted', providerId: message.sid } : { kind: 'unknown', code: 'no-sid' };
      } catch (error) {
        return failureOf(error);
      }
    },

    async lookUp({ to, body }, sinceMs, notIds): Promise<LookUp> {
      const recent = await (await client()).messages.list({ to, pageSize: LOOK_BACK, limit: LOOK_BACK });
      const ours = recent.find(
        (message) =>
          message.body === body &&
          message.dateCreated.getTime() >= sinceMs - CLOCKS_DIFFER_MS &&
          !notIds.includes(message.sid),
      );
      return ours ? { kind: 'found', providerId: ours.sid } : { kind: 'absent' };
    },
  };
}

function failureOf(error: unknown): SendResult {
  if (error instanceof ProviderAnswer) {
    const fate = fateOfTwilio(error.status, error.providerCode);
    return fate.kind === 'not-sent' && error.retryAfterMs !== null
      ? { ...fate, retryAfterMs: error.retryAfterMs }
      : fate;
  }
  return fateOfRequest(error instanceof NoAnswer ? error.code : 'unreadable-answer');
}

function callbackUrl(base: string, sms: Sms): string {
  const url = new URL(base.replace('{organisation}', encodeURIComponent(sms.organisationId)));
  url.searchParams.set('organisation', sms.organisationId);
  url.searchParams.set('key', sms.key);
  return url.toString();
}
