import { z } from 'zod';
import { CONTACT_READERS, REGISTRARS } from '../../../domain/access/roles.ts';
import { TIERS } from '../../../domain/policy/vocabulary.ts';
import { REGISTER_BODIES } from '../../registers/bodies.ts';
import { type Call, PAGE, page, pageOf, type Reply, type RouteSpec, route } from '../route.ts';
import { instantMs } from '../schemas/case-view.ts';

/** A technician knows the customers of their own cases, from the cases. */
const SEE_ALL = CONTACT_READERS.filter((role) => role !== 'technician');

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:+=-]{0,63}$/)
  .describe('As your system calls it: no name and no number to call.');
const params = z.object({ id });

const facts = z.record(z.string(), z.string());
const HEAD = { id: z.string(), revision: z.int().describe('The ETag.'), updatedAtMs: instantMs };
const ENTRIES = {
  customers: z.looseObject({ ...HEAD, tier: z.string().nullable(), locale: z.string().nullable(), facts }),
  units: z.looseObject({ ...HEAD, customer: z.string().nullable(), facts }),
};

const region = z.string().max(64).optional();
const QUERIES = {
  customers: z.strictObject({ ...PAGE, region, tier: z.enum(TIERS).optional(), locale: z.string().max(35).optional() }),
  units: z.strictObject({
    ...PAGE,
    region,
    customer: z.string().max(64).optional().describe('Whose.'),
    productModel: z.string().max(64).optional(),
  }),
};

const put = z.object({
  id: z.string(),
  revision: z.int(),
  put: z.enum(['created', 'changed', 'unchanged']),
});

const ONE = { customers: 'customer', units: 'unit' } as const;
const OPERATION = { customers: 'Customer', units: 'Unit' } as const;

function routesOf(register: keyof typeof ONE): readonly RouteSpec[] {
  const one = ONE[register];
  const name = OPERATION[register];
  return [
    route({
      method: 'GET',
      path: `/v1/${register}`,
      operation: `list${name}s`,
      tag: register,
      summary: `List ${register}, by id; erased ones are left out.`,
      roles: SEE_ALL,
      query: QUERIES[register] as z.ZodObject,
      answers: { 200: { what: `A page of ${register}.`, schema: pageOf(ENTRIES[register]) } },
      handle: async ({ deps, principal, query }) => {
        const { limit, cursor, ...filter } = query as z.output<(typeof QUERIES)[typeof register]>;
        const after = cursor === undefined ? {} : { after: cursor };
        const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
        const { entries, nextCursor } = await deps.aftercare.listEntries(principal.organisationId, register, given, {
          limit,
          ...after,
        });
        return { status: 200, body: page(entries.map(shown), nextCursor) };
      },
    }),
    route({
      method: 'GET',
      path: `/v1/${register}/{id}`,
      operation: `show${name}`,
      tag: register,
      summary: `Show a ${one} as the register knows it.`,
      roles: SEE_ALL,
      params,
      answers: { 200: { what: `The ${one}.`, schema: ENTRIES[register] } },
      refusals: [404, 410],
      handle: async ({ deps, principal, params: { id } }) => {
        const entry = await deps.aftercare.showEntry(principal.organisationId, register, id);
        return { status: 200, headers: etag(entry), body: shown(entry) };
      },
    }),
    route({
      method: 'PUT',
      path: `/v1/${register}/{id}`,
      operation: `put${name}`,
      tag: register,
      summary: `Enter a ${one}, or say how it is now; what the body leaves out is known no more.`,
      roles: REGISTRARS,
      params,
      body: REGISTER_BODIES[register],
      reads: 'as-sent',
      conditional: true,
      answers: {
        200: { what: 'It is so.', schema: put },
        201: { what: 'It was entered.', schema: put },
      },
      refusals: [409, 410],
      handle: async ({ deps, principal, params: { id }, body, ifMatch }) => {
        const expected = ifMatch === null ? {} : { expected: /^\d{1,9}$/.test(ifMatch) ? Number(ifMatch) : -1 };
        const done = await deps.aftercare.putEntry(principal.organisationId, register, id, body, expected);
        const { put, revision } = done;
        return { status: put === 'created' ? 201 : 200, headers: etag(done), body: { id, revision, put } };
      },
    }),
    route({
      method: 'DELETE',
      path: `/v1/${register}/{id}`,
      operation: `erase${name}`,
      tag: register,
      summary: `Forget a ${one}; the id is used up.`,
      roles: REGISTRARS,
      params,
      answers: { 204: { what: 'Nothing is known of it any more.', schema: null } },
      refusals: [404],
      handle: async ({ deps, principal, params: { id } }: Call<typeof params>): Promise<Reply> => {
        await deps.aftercare.eraseEntry(principal.organisationId, register, id);
        return { status: 204 };
      },
    }),
  ];
}

const etag = ({ revision }: { readonly revision: number }) => ({ etag: `"${revision}"` });

interface Known {
  readonly id: string;
  readonly revision: number;
  readonly updatedAtMs: number;
  readonly body: object | null;
}

function shown({ id, revision, updatedAtMs, body }: Known) {
  return { id, revision, updatedAtMs, ...body };
}

export const REGISTER_ROUTES: readonly RouteSpec[] = [...routesOf('customers'), ...routesOf('units')];
