import { z } from 'zod';
import { policySchema } from './schema.ts';
import { describeKey } from './schema-words.ts';

/** JSON Schema, as far as this file makes one. */
interface Node {
  description?: string;
  maximum?: number;
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  propertyNames?: Node;
  items?: Node;
  anyOf?: Node[];
  [keyword: string]: unknown;
}

/**
 * The policy file as people write it, as JSON Schema of draft 2020-12: keys, forms and choices, each explained. It knows
 * the shape only; `aftercare policy check` knows the rest.
 */
export function policyJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (isShortened(zodSchema)) allowShort(jsonSchema as Node);
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return {
    $schema,
    title: 'Service policy',
    description: 'What a company promises its customers, who keeps the promise, and what everybody is told.',
    ...described(schema as Node, ''),
  };
}

/** What `listOf` and `priceOr` make: an input that is made a list or a block before it is judged. */
function isShortened({ _zod: { def } }: z.core.$ZodTypes): boolean {
  return def.type === 'pipe' && def.in._zod.def.type === 'transform';
}

/** A list may be written as its only element, a block as the one key it names. */
function allowShort(node: Node): void {
  const { short, ...whole } = node;
  const alone = whole.items ?? whole.properties?.[String(short)];
  if (alone === undefined) return;
  for (const keyword of Object.keys(node)) delete node[keyword];
  node.anyOf = [alone, whole];
}

/** Every key with its sentence; names that people choose and elements of lists leave the path as it is. */
function described(node: Node, path: string): Node {
  const { properties, additionalProperties, items, anyOf } = node;
  const inner = (one: Node): Node => described(one, path);
  return {
    ...node,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => {
          const place = path === '' ? key : `${path}.${key}`;
          return [key, { description: describeKey(place), ...described(value, place) }];
        }),
      ),
    }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inner(additionalProperties) }),
    ...(items && { items: inner(items) }),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
  };
}
