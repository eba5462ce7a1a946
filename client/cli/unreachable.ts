const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

interface SystemError {
  readonly code: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

/** Where a connection was wanted and why there is none: `127.0.0.1:5432 (ECONNREFUSED)`; null for any other error. */
export function unreachablePlace(error: unknown): string | null {
  // A name with several addresses fails once for each.
  const one = error instanceof AggregateError ? error.errors.at(-1) : error;
  if (!isSystemError(one)) return null;
  const host = one.address ?? one.hostname;
  if (host === undefined) return null;
  const shown = host.includes(':') ? `[${host}]` : host;
  return `${shown}${one.port === undefined ? '' : `:${one.port}`} (${one.code})`;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && CODES.has(String(error.code));
}
