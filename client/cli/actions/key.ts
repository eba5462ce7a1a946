import type { ApiKey } from '../../../database/api-keys.ts';
import type { ApiRole } from '../../../domain/access/roles.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import type { ShownKey } from '../../keys.ts';
import type { Frame } from '../case-picture.ts';
import type { Action, Session } from '../session.ts';
import { printable } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute, duration } from '../time.ts';

export interface CreateKeyFlags {
  readonly role: ApiRole;
  readonly person?: string;
  readonly label?: string;
  /** Days. */
  readonly expiresIn?: number;
}

export function createKeyAction({ role, person, label, expiresIn }: CreateKeyFlags): Action {
  return async (session) => {
    const request = {
      role,
      personId: person ?? null,
      label: label ?? role,
      expiresAtMs: expiresIn === undefined ? null : session.deps.nowMs() + expiresIn * DAY_MS,
    };
    showKey(session, await session.aftercare.createKey(session.organisation, request));
    return undefined;
  };
}

export const listKeysAction: Action = async (session) => {
  const keys = await session.aftercare.listKeys(session.organisation);
  const frame = await session.frame();
  const empty = `No key yet. Make one: ${session.hint('key create --role back-office --label erp')}`;
  session.print(keys, () => (keys.length === 0 ? empty : renderKeys(keys, frame)));
  return undefined;
};

export function rotateKeyAction(id: string, overlapHours: number): Action {
  return async (session) => {
    const overlapMs = overlapHours * HOUR_MS;
    showKey(session, await session.aftercare.rotateKey(session.organisation, id, overlapMs));
    const before = overlapHours === 0 ? 'is no good any more' : `stays good for ${duration(overlapMs)}`;
    session.say(`The secret before ${before}.`);
    return undefined;
  };
}

export function revokeKeyAction(id: string): Action {
  return async (session) => {
    await session.aftercare.revokeKey(session.organisation, id);
    session.print({ id, revoked: true }, () => `The key ${id} is no good any more.`);
    return undefined;
  };
}

/** The key alone on stdout, so that it can be piped to where it is kept. */
function showKey(session: Session, shown: ShownKey): void {
  session.print(shown, () => shown.key);
  session.say('Keep it now: it is not shown again, and only a hash of it is stored.');
}

function renderKeys(keys: readonly ApiKey[], { names, times, style, columns }: Frame): string {
  const standing = ({ revokedAtMs, expiresAtMs }: ApiKey) => {
    if (revokedAtMs !== null) return style.bad('revoked');
    if (expiresAtMs === null) return style.good('good');
    if (expiresAtMs <= times.nowMs) return style.bad('expired');
    return style.good(`until ${absolute(expiresAtMs, times)}`);
  };
  const rows = keys.map((key) => [
    key.id,
    printable(key.label),
    key.role,
    key.personId === null ? '' : names(key.personId),
    standing(key),
    key.lastUsedAtMs === null ? 'never' : absolute(key.lastUsedAtMs, times),
  ]);
  return renderTable({ head: ['KEY', 'LABEL', 'ROLE', 'SPEAKS FOR', 'STANDING', 'LAST USED'], rows, columns });
}
