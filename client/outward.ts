import type { EndpointId, EndpointTarget } from '../database/event-endpoints.ts';
import type { Cursor } from '../database/event-facts.ts';
import { refusal } from '../domain/case/refusals.ts';
import { type OutwardEvent, outwardEvent, placeOfEvent } from '../domain/outward/event.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { refused } from './errors.ts';
import { webhookSecretOf } from './fingerprint.ts';
import type { Parts } from './send.ts';

/** Events as the outside hears of them. */
export interface Outward {
  /** The latest, oldest first, of all cases or of one. */
  outwardEvents(
    organisationId: OrganisationId,
    filter: { readonly caseId?: CaseId; readonly limit: number },
  ): Promise<OutwardEvent[]>;
  /** Throws `RefusedError` (`unknown-event-id`). */
  outwardEvent(organisationId: OrganisationId, id: string): Promise<OutwardEvent>;
  /** Where an event may be sent again: the endpoint named, or all that are enabled. Throws `RefusedError` (`unknown-endpoint`). */
  outwardTargets(organisationId: OrganisationId, id?: EndpointId): Promise<EndpointTarget[]>;
  /** Hears of what happens from now on, and leaves nothing behind. Throws `RefusedError` (`unknown-organisation`). */
  listen(organisationId: OrganisationId): Promise<Listener>;
}

export interface Listener {
  /** Signs what is forwarded; the same whenever this organisation is listened to. */
  readonly secret: string;
  /** What has come since it was asked last, each case in order. */
  next(): Promise<OutwardEvent[]>;
}

/** Of one case at a time. */
const FACTS_AT_ONCE = 100;

export function createOutward({ store, organisations }: Pick<Parts, 'store' | 'organisations'>): Outward {
  const unknownEvent = (id: string) => refused(refusal('unknown-event-id', '', { value: id.slice(0, 120) }));
  return {
    outwardEvents: async (organisationId, filter) => {
      const facts = await store.latestFacts(organisationId, filter);
      return facts.flatMap((fact) => outwardEvent(organisationId, fact) ?? []);
    },
    outwardEvent: async (organisationId, id) => {
      const place = placeOfEvent(id);
      if (place === null) throw unknownEvent(id);
      const fact =
        place.from === 'messages'
          ? await store.messageFact(organisationId, place.key, place.state)
          : await store.journalFact(organisationId, place.caseId, place.seq);
      const event = fact && outwardEvent(organisationId, fact);
      if (!event) throw unknownEvent(id);
      return event;
    },
    outwardTargets: async (organisationId, id) => {
      const targets = await store.endpointTargets(organisationId, id ?? null);
      if (id !== undefined && targets.length === 0) throw refused(refusal('unknown-endpoint', '', { value: id }));
      return targets;
    },
    listen: async (organisationId) => {
      const { vaultKey } = await organisations.tenant(organisationId);
      const since = await store.newsFromNow();
      const cursors = new Map<CaseId, Cursor>();
      let seenTo = since;
      return {
        secret: webhookSecretOf(vaultKey, 'listen'),
        next: async () => {
          const news = await store.readNews(organisationId, { since, seenTo });
          const heard: OutwardEvent[] = [];
          for (const { caseId, before } of news.cases) {
            let cursor: Cursor = cursors.get(caseId) ?? { seq: before, message: null };
            for (;;) {
              const facts = await store.nextFacts(organisationId, caseId, { cursor, since, limit: FACTS_AT_ONCE });
              heard.push(...facts.flatMap(({ fact }) => outwardEvent(organisationId, fact) ?? []));
              cursor = facts.at(-1)?.cursor ?? cursor;
              cursors.set(caseId, cursor);
              if (facts.length < FACTS_AT_ONCE) break;
            }
          }
          seenTo = news.seenTo;
          return heard;
        },
      };
    },
  };
}
