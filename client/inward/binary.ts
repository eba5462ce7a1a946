/** The headers of a CloudEvent in its binary mode that we read; extensions are left alone. */
export const EVENT_HEADERS = ['ce-specversion', 'ce-id', 'ce-source', 'ce-type', 'ce-time'] as const;

/**
 * The event that a request carries: in its binary mode the headers are its attributes and the body its data; without such
 * headers the body is the whole event.
 */
export function eventOf(headers: Readonly<Record<string, string>>, body: unknown): unknown {
  const given = EVENT_HEADERS.filter((name) => headers[name] !== undefined);
  if (given.length === 0) return body;
  const attributes = given.map((name) => [name.slice('ce-'.length), decoded(headers[name] ?? '')]);
  return { ...Object.fromEntries(attributes), data: body };
}

/** Characters beyond ASCII come percent-encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
