import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LinkPurpose } from '../../../domain/link/claim.ts';
import { RefusedError, UnavailableError } from '../../errors.ts';
import type { HttpDeps } from '../../http/deps.ts';
import { type Form, readForm } from '../form.ts';
import { createGuessGuard } from '../guess-guard.ts';
import { askedLocale } from '../locale.ts';
import { sendOn } from '../press.ts';
import { FOLLOW_UP, RATE } from './answers.ts';
import { APPOINTMENT } from './appointment.ts';
import { FACTS_PAGE } from './facts.ts';
import { OPT_OUT } from './opt-out.ts';
import type { Acted, CustomerPage, Visitor } from './page.ts';
import { sendNotice, sendShown } from './print.ts';
import { QUOTATION_PAGE } from './quotation.ts';
import { SIGN } from './sign.ts';
import { STATUS } from './status.ts';
import { visitorOf } from './visitor.ts';

const PAGES: Readonly<Record<LinkPurpose, CustomerPage>> = {
  appointment: APPOINTMENT,
  facts: FACTS_PAGE,
  status: STATUS,
  quotation: QUOTATION_PAGE,
  sign: SIGN,
  rate: RATE,
  'follow-up': FOLLOW_UP,
  'opt-out': OPT_OUT,
};

/** A few photos as a phone takes them. */
const FORM_LONGEST_BYTES = 30 * 1024 * 1024;
/** A link that is not good is answered no sooner, whatever is wrong with it: nobody learns from the time it takes. */
const BAD_LINK_AFTER_MS = 150;
const RETRY_SECONDS = 5;
/** As RFC 8058 has mail programs send it. */
const ONE_CLICK = 'List-Unsubscribe';

interface Asked {
  readonly Params: { readonly token: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/** `/l/<token>`: GET shows, POST acts, for programs that look at mail follow every link in it. */
export function addCustomerPages(app: FastifyInstance, deps: HttpDeps): void {
  const guard = createGuessGuard(deps.nowMs);
  const visitors = new WeakMap<FastifyRequest, Visitor>();

  /** Before anything of a body is read. */
  async function admit(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const locale = askedLocale(request.headers['accept-language']);
    const shutForSeconds = guard.shutForSeconds(request.ip);
    if (shutForSeconds > 0) return sendNotice(reply, 429, locale, 'busy', shutForSeconds);
    const soonest = setTimeout(BAD_LINK_AFTER_MS, undefined, { ref: false });
    const linked = await deps.aftercare.linkedCase(request.params.token);
    if (linked !== null) {
      visitors.set(request as FastifyRequest, visitorOf(deps, linked));
      return undefined;
    }
    guard.missed(request.ip);
    await soonest;
    return sendNotice(reply, 404, locale, 'gone');
  }

  function visitorIn(request: FastifyRequest<Asked>): Visitor {
    const visitor = visitors.get(request as FastifyRequest);
    if (visitor === undefined) throw new Error('nobody was admitted');
    return visitor;
  }

  void app.register(async (scope) => {
    scope.setErrorHandler(async (error, request, reply) => {
      if (!(error instanceof UnavailableError)) throw error;
      const locale = visitors.get(request)?.locale ?? askedLocale(request.headers['accept-language']);
      return sendNotice(reply, 503, locale, 'down', RETRY_SECONDS);
    });
    scope.get<Asked>('/l/:token', { onRequest: admit }, async (request, reply) => {
      const visitor = visitorIn(request);
      const { said } = request.query;
      const shown = await PAGES[visitor.claim.purpose].show(visitor, null);
      return sendShown(reply, 200, visitor, shown, typeof said === 'string' ? said : '');
    });
    scope.post<Asked>('/l/:token', { onRequest: admit, bodyLimit: FORM_LONGEST_BYTES }, async (request, reply) => {
      const visitor = visitorIn(request);
      const { claim, locale } = visitor;
      const turn = deps.inputsOfCase(`${claim.organisationId}/${claim.caseId}`);
      if (!turn.allowed) return sendNotice(reply, 429, locale, 'busy', turn.retryAfterSeconds);
      const form = (await readForm(request.body, request.headers['content-type'])) ?? EMPTY;
      const page = PAGES[claim.purpose];
      const acted = await page.act(visitor, form).catch(goneOn);
      if ('again' in acted) {
        return sendShown(reply, 422, visitor, await page.show(visitor, acted.again), '');
      }
      // A mail program follows no way back to a page.
      if (form.text(ONE_CLICK) !== '')
        return sendShown(reply, 200, visitor, await page.show(visitor, null), acted.said);
      return sendOn(reply, `?said=${acted.said}`);
    });
  });
}

const EMPTY: Form = { text: () => '', all: () => [], files: async () => [] };

/** The case was somewhere else by then; the page shows where. */
function goneOn(error: unknown): Acted {
  if (error instanceof RefusedError) return { said: 'over' };
  throw error;
}
