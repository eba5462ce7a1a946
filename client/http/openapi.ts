import { z } from 'zod';
import { PROBLEM_TYPE, problemSchema } from './problem.ts';
import { type AnswerSpec, isChange, type RouteSpec, TAGS, takesKey } from './route.ts';

/** An OpenAPI 3.1 document; as far as we look into it ourselves. */
export interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
}

type Json = Readonly<Record<string, unknown>>;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Names this change. Sent again under the same key it is done once and answered alike.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that was read: somebody else’s change in between refuses this one.',
  schema: { type: 'string', pattern: '^(W/)?"[!#-~]{1,64}"$' },
};

/** Describes the routes from the schemas that they are checked by. */
export function openApiOf(routes: readonly RouteSpec[], publicUrl: string | null): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Aftercare', version: '1' },
    ...(publicUrl === null ? {} : { servers: [{ url: publicUrl }] }),
    tags: TAGS.map((name) => ({ name })),
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key or an OIDC access token.' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  } as OpenApi;
}

function operationOf(route: RouteSpec): Operation {
  const { operation, tag, summary, roles, body, accepts = ['application/json'] } = route;
  const parameters = [
    ...fieldsOf(route.params, 'path'),
    ...fieldsOf(route.query, 'query'),
    ...fieldsOf(route.headers, 'header'),
    ...(takesKey(route) ? [IDEMPOTENCY_KEY] : []),
    ...(route.conditional ? [IF_MATCH] : []),
  ];
  const content = (schema: Json) => Object.fromEntries(accepts.map((mediaType) => [mediaType, { schema }]));
  return {
    operationId: operation,
    tags: [tag],
    summary,
    description: `For: ${roles.join(', ')}.`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: content(schemaOf(body, 'input')) } }),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, answer]) => [status, responseOf(answer)])),
      ...Object.fromEntries(problemStatuses(route).map((status) => [status, PROBLEM])),
    },
  } as Operation;
}

const PROBLEM = {
  description: 'A problem (RFC 9457).',
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** What a route may refuse with, by its shape and by its own word. */
export function problemStatuses(route: RouteSpec): number[] {
  const statuses = new Set([401, 403, 429, 503, ...(route.refusals ?? [])]);
  if (route.query !== undefined || isChange(route)) statuses.add(400);
  if (route.params !== undefined) for (const status of [400, 404]) statuses.add(status);
  if (isChange(route)) for (const status of [409, 413, 415, 422]) statuses.add(status);
  if (route.conditional) statuses.add(412);
  return [...statuses].filter((status) => route.answers[status] === undefined).sort((a, b) => a - b);
}

function responseOf({ what, schema, mediaType = 'application/json' }: AnswerSpec): Json {
  if (schema === null) return { description: what };
  return { description: what, content: { [mediaType]: { schema: schemaOf(schema, 'output') } } };
}

function fieldsOf(schema: z.ZodObject | undefined, where: 'path' | 'query' | 'header'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks. What only code can check is described as the plain value it begins with. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest as Json;
}
