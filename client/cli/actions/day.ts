import type { PersonId } from '../../../domain/policy/pinned.ts';
import type { CivilDate } from '../../../domain/shared/civil-date.ts';
import { NoPublicUrl } from '../no-public-url.ts';
import type { Action } from '../session.ts';
import { absolute } from '../time.ts';

/** Prints where a day is served; nobody can tell another's link from it. */
export function dayLinkAction(personId: PersonId, on: CivilDate | undefined): Action {
  return async (session) => {
    const publicUrl = session.deps.publicUrl();
    if (publicUrl === null) throw new NoPublicUrl();
    const { token, expiresAtMs, on: day } = await session.aftercare.dayLink(session.organisation, personId, on);
    const url = `${publicUrl}/day/${token}`;
    const { names, times } = await session.frame();
    session.print({ personId, on: day, url, expiresAtMs }, () => url);
    session.say(
      `For ${names(personId)}, ${day}. It opens until ${absolute(expiresAtMs, times)}; whoever has it may record visits.`,
    );
    return undefined;
  };
}
