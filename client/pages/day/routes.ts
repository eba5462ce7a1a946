import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DayClaim } from '../../../domain/day/claim.ts';
import { goesTo, VISIT_ACTS, type VisitAct } from '../../../domain/day/visits.ts';
import type { CaseId } from '../../../domain/shared/ids.ts';
import { RefusedError, UnavailableError } from '../../errors.ts';
import type { HttpDeps } from '../../http/deps.ts';
import { createLimiter } from '../../http/limiter.ts';
import { type Form, readForm } from '../form.ts';
import { sendOn, sendPage } from '../press.ts';
import { actOn, keepPhotos } from './act.ts';
import { dayFault, gone, tooMany } from './fault-page.ts';
import { dayOf, type Place, placeOf } from './place.ts';
import { printDay, printReport, printSign, printVisit } from './print.ts';
import { refusalText } from './refusal-words.ts';
import { sendFile } from './send-file.ts';

/** Before anything is filled in. */
const NO_FORM: Form = { text: () => '', all: () => [], files: async () => [] };
/** A form with a few photos as a phone takes them. */
const FORM_LONGEST_BYTES = 32 * 1_024 * 1_024;
const BAD_LINKS_A_MINUTE = 60;

type Params = { readonly token: string; readonly caseId: CaseId; readonly what: string; readonly fileId: string };
type Asked = FastifyRequest<{ Params: Params; Querystring: { readonly done?: string } }>;

/** The pages of a technician's day, behind its link: GET shows, POST records. */
export function addDayPages(app: FastifyInstance, deps: HttpDeps): void {
  const badLinks = createLimiter(BAD_LINKS_A_MINUTE, 60_000, deps.nowMs);

  const claims = new WeakMap<FastifyRequest, DayClaim>();

  /** Before anything of a body is read. Whoever guesses gets the same answer each time, and soon none. */
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const claim = await deps.aftercare.dayClaim((request as Asked).params.token, deps.nowMs());
    if (claim === null) return badLinks(request.ip).allowed ? gone(request, reply) : tooMany(request, reply);
    claims.set(request, claim);
    return undefined;
  }

  function claimed(request: Asked, then: (claim: DayClaim) => Promise<FastifyReply>): Promise<FastifyReply> {
    const claim = claims.get(request as FastifyRequest);
    if (claim === undefined) throw new Error('nobody was admitted');
    return then(claim);
  }

  void app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => dayFault(error, request, reply));
    scope.addHook('onRequest', admit);

    scope.get('/day/:token', (request: Asked, reply) =>
      claimed(request, async (claim) => {
        const day = await dayOf(deps, claim, baseOf(deps, request));
        return sendPage(reply, 200, printDay(day, request.query.done));
      }),
    );

    scope.get('/day/:token/:caseId', (request: Asked, reply) =>
      claimed(request, async (claim) => {
        const place = await placeOf(deps, claim, baseOf(deps, request), request.params.caseId);
        return sendPage(reply, 200, printVisit(place, request.query.done));
      }),
    );

    for (const [what, print] of [
      ['report', printReport],
      ['sign', printSign],
    ] as const) {
      scope.get(`/day/:token/:caseId/${what}`, (request: Asked, reply) =>
        claimed(request, async (claim) => {
          const place = await placeOf(deps, claim, baseOf(deps, request), request.params.caseId);
          return sendPage(reply, 200, print(place, NO_FORM, [], null));
        }),
      );
    }

    scope.get('/day/:token/:caseId/files/:fileId', (request: Asked, reply) =>
      claimed(request, async (claim) => {
        const { sheet } = await placeOf(deps, claim, baseOf(deps, request), request.params.caseId);
        const { organisationId, caseId } = sheet.view;
        return sendFile(reply, await deps.aftercare.attachment(organisationId, caseId, request.params.fileId));
      }),
    );

    for (const what of [...VISIT_ACTS, 'photos'] as const) {
      scope.post(`/day/:token/:caseId/${what}`, { bodyLimit: FORM_LONGEST_BYTES }, (request: Asked, reply) =>
        claimed(request, (claim) => take(deps, claim, what, request, reply)),
      );
    }
  });
}

/** A path, whatever name a browser reached us by. */
function baseOf({ publicUrl }: Pick<HttpDeps, 'publicUrl'>, { params }: Asked): string {
  const prefix = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  return `${prefix}/day/${encodeURIComponent(params.token)}`;
}

/** Records a form; what was refused is shown again as it was filled in, with the reasons. */
async function take(
  deps: HttpDeps,
  claim: DayClaim,
  what: VisitAct | 'photos',
  request: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisationId } = claim;
  const turn = deps.inputsOfCase(`${organisationId}/${request.params.caseId}`);
  if (!turn.allowed) return tooMany(request, reply.header('retry-after', turn.retryAfterSeconds));
  const place = await placeOf(deps, claim, baseOf(deps, request), request.params.caseId);
  const form = await readForm(request.body, request.headers['content-type']);
  if (form === null) return sendPage(reply, 415, printVisit(place, undefined, [place.speech.words.notRecorded]));
  try {
    return sendOn(reply, await recorded(deps, place, what, form));
  } catch (error) {
    if (error instanceof RefusedError) {
      const faults = error.refusals.map((one) => refusalText(one, place.speech));
      const price = error.refusals.find(({ code }) => code === 'price-not-accepted')?.params.amount ?? null;
      return sendPage(reply, 422, shownAgain(place, what, form, faults, price === null ? null : String(price)));
    }
    if (!(error instanceof UnavailableError)) throw error;
    return sendPage(reply, 503, shownAgain(place, what, form, [place.speech.words.unavailable], null));
  }
}

/** Where to go on. */
async function recorded({ aftercare }: HttpDeps, place: Place, what: VisitAct | 'photos', form: Form): Promise<string> {
  const { base, claim, sheet } = place;
  const here = `${base}/${sheet.view.caseId}?done=${what}`;
  if (what === 'photos') {
    await keepPhotos(aftercare, place, form);
    return here;
  }
  const view = await actOn(aftercare, place, what, form);
  return goesTo(claim.personId, view) && view.appointment !== null ? here : `${base}?done=${what}`;
}

function shownAgain(
  place: Place,
  what: VisitAct | 'photos',
  form: Form,
  faults: readonly string[],
  price: string | null,
): string {
  if (what === 'report') return printReport(place, form, faults, price);
  return what === 'sign' ? printSign(place, form, faults) : printVisit(place, undefined, faults);
}
