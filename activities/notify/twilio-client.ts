import type { Twilio } from 'twilio';

/** Twilio refused, with a status and mostly a code. The client's own exception would lose `Retry-After`. */
export class ProviderAnswer extends Error {
  readonly status: number;
  readonly providerCode: number | null;
  readonly retryAfterMs: number | null;

  constructor(status: number, providerCode: number | null, retryAfterMs: number | null) {
    super(`The provider answered ${status}.`);
    this.status = status;
    this.providerCode = providerCode;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came; `code` is the network's. */
export class NoAnswer extends Error {
  readonly code: string;

  constructor(code: string) {
    super('The provider did not answer.');
    this.code = code;
  }
}

/** The real client, its requests bounded in time as a whole and, where set, sent to another address. */
export async function twilioClient(
  settings: { readonly accountSid: string; readonly authToken: string; readonly baseUrl: string | null },
  answerWithinMs: number,
): Promise<Twilio> {
  const { default: twilio } = await import('twilio');

  class BoundedClient extends twilio.RequestClient {
    // The base class types its answers by the caller; ours pass through untouched.
    override async request<T>(options: Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0]) {
      const uri = settings.baseUrl === null ? options.uri : moved(options.uri, settings.baseUrl);
      const response = await within(answerWithinMs, super.request<T>({ ...options, uri } as never));
      if (response.statusCode >= 400) {
        throw new ProviderAnswer(response.statusCode, codeIn(response.body), retryAfterMs(response.headers));
      }
      return response;
    }
  }

  const httpClient = new BoundedClient({ timeout: answerWithinMs });
  return twilio(settings.accountSid, settings.authToken, { httpClient });
}

function moved(uri: string, baseUrl: string): string {
  const { pathname, search } = new URL(uri);
  return baseUrl.replace(/\/$/, '') + pathname + search;
}

/** A limit over all: the client's own starts anew with every byte that drips in. */
async function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer('ETIMEDOUT')), limitMs);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    // The client's error holds the request, and with it the text and the number.
    throw new NoAnswer((error as { code?: string }).code ?? 'no-answer');
  } finally {
    clearTimeout(timer);
  }
}

function codeIn(body: unknown): number | null {
  try {
    const answer: unknown = typeof body === 'string' ? JSON.parse(body) : body;
    const code = (answer as { code?: unknown } | null)?.code;
    return typeof code === 'number' ? code : null;
  } catch {
    return null;
  }
}

function retryAfterMs(headers: unknown): number | null {
  const seconds = Number((headers as Record<string, unknown> | undefined)?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
}
