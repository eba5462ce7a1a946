import { type Ask, createAsk, type Settings } from './request.ts';
import type {
  AcceptedCommand,
  CaseBodies,
  CaseEvent,
  CasePage,
  CaseView,
  CommandBody,
  CommandName,
  PutEntry,
  Register,
  RegisterBodies,
  ReportedEvent,
} from './types.ts';

export interface CommandOptions {
  /** Names this change: sent again under the same name it counts once. Made up unless told. */
  readonly idempotencyKey?: string;
  /** When it took effect, if earlier than now. */
  readonly effectiveAt?: Date | string | number;
  /** The customer said or did it. */
  readonly by?: 'customer';
  /** The `seq` of the case that was read: refused with `case-changed` when it has moved on. */
  readonly ifSeq?: number;
}

export interface ListFilter {
  readonly stage?: string;
  readonly kind?: string;
  readonly technician?: string;
  readonly lead?: string;
  readonly open?: boolean;
  readonly breached?: boolean;
}

/** A CloudEvent; `source` and `id` name it, so it may be reported as often as you like. */
export interface EventReport {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: Date | string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The API of an organisation. Every method throws `AftercareProblem`. */
export interface Aftercare {
  /** Opens a case, or finds the one that the same `source` and `reference` opened. */
  open(body: CaseBodies['OpenCase'], options?: Omit<CommandOptions, 'ifSeq'>): Promise<AcceptedCommand>;
  /** Any other command, such as `send(caseId, 'AssignTechnician', {})`. */
  send<Name extends CommandName>(
    caseId: string,
    command: Name,
    body: CommandBody<Name>,
    options?: CommandOptions,
  ): Promise<AcceptedCommand>;
  show(caseId: string): Promise<CaseView>;
  /** A page; its `nextCursor` leads to the next. */
  list(filter?: ListFilter, page?: { readonly limit?: number; readonly cursor?: string }): Promise<CasePage>;
  /** Every case that fits, page by page. */
  listAll(filter?: ListFilter): AsyncGenerator<CaseView>;
  /** Everything that happened in a case, in its order. */
  timeline(caseId: string): AsyncGenerator<CaseEvent>;
  report(event: EventReport): Promise<ReportedEvent>;
  /** Enters a customer or a unit, or says how it is now; what the body leaves out is known no more. */
  put<Name extends Register>(
    register: Name,
    id: string,
    body: RegisterBodies[Name],
    options?: Pick<CommandOptions, 'idempotencyKey'> & { readonly ifRevision?: number },
  ): Promise<PutEntry>;
}

/** Speaks to the API as the bearer of a key. */
export function connect(settings: Settings): Aftercare {
  const ask = createAsk(settings);
  const change = (path: string, body: object, options: CommandOptions = {}) =>
    ask({ method: 'POST', path, body: { ...body, ...envelopeOf(options) }, headers: headersOf(options) });
  const list = (filter: ListFilter = {}, page = {}) =>
    ask({ method: 'GET', path: '/v1/cases', query: { ...filter, ...page } }) as Promise<CasePage>;
  return {
    open: (body, options) => change('/v1/cases', body, options) as Promise<AcceptedCommand>,
    send: (caseId, command, body, options) =>
      change(`${casePath(caseId)}/${kebab(command)}`, body as object, options) as Promise<AcceptedCommand>,
    show: async (caseId) => {
      const shown = (await ask({ method: 'GET', path: casePath(caseId) })) as { readonly case: CaseView };
      return shown.case;
    },
    list,
    listAll: (filter) => allOf<CaseView>((cursor) => list(filter, cursor === undefined ? {} : { cursor })),
    timeline: (caseId) => allOf<CaseEvent>((cursor) => timelinePage(ask, caseId, cursor)),
    report: ({ time, ...event }) =>
      ask({
        method: 'POST',
        path: '/v1/events',
        headers: { 'content-type': 'application/cloudevents+json' },
        body: { specversion: '1.0', ...event, ...(time === undefined ? {} : { time: instant(time) }) },
      }) as Promise<ReportedEvent>,
    put: (register, id, body, { ifRevision, ...options } = {}) =>
      ask({
        method: 'PUT',
        path: `/v1/${register}/${encodeURIComponent(id)}`,
        body,
        headers: headersOf({ ...options, ...(ifRevision === undefined ? {} : { ifSeq: ifRevision }) }),
      }) as Promise<PutEntry>,
  };
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

function timelinePage(ask: Ask, caseId: string, cursor?: string): Promise<Page<CaseEvent>> {
  return ask({
    method: 'GET',
    path: `${casePath(caseId)}/timeline`,
    query: cursor === undefined ? {} : { cursor },
  }) as Promise<Page<CaseEvent>>;
}

async function* allOf<Item>(pageAfter: (cursor?: string) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let page = await pageAfter();
  yield* page.items;
  while (page.nextCursor !== null) {
    page = await pageAfter(page.nextCursor);
    yield* page.items;
  }
}

function envelopeOf({ effectiveAt, by }: CommandOptions): object {
  return {
    ...(effectiveAt === undefined ? {} : { effectiveAt: instant(effectiveAt) }),
    ...(by === undefined ? {} : { by }),
  };
}

function headersOf({ idempotencyKey = crypto.randomUUID(), ifSeq }: CommandOptions): Record<string, string> {
  return { 'idempotency-key': idempotencyKey, ...(ifSeq === undefined ? {} : { 'if-match': `"${ifSeq}"` }) };
}

function instant(time: Date | string | number): string | number {
  return time instanceof Date ? time.toISOString() : time;
}

function casePath(caseId: string): string {
  return `/v1/cases/${encodeURIComponent(caseId)}`;
}

/** `AssignTechnician` as the API writes it. */
function kebab(command: string): string {
  return command.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
