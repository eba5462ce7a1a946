import type { Attachment } from '../database/attachments.ts';
import { dayClaimIn, dayToken, isSignedDay } from '../database/day-links.ts';
import type { VaultEntry } from '../database/vault.ts';
import type { FactValue } from '../domain/case/facts.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { CaseView } from '../domain/case/view.ts';
import { type DayClaim, dayClaim } from '../domain/day/claim.ts';
import { type CaseHistory, historyOf, vaultIdsOf } from '../domain/day/history.ts';
import { goesTo, visitsOn } from '../domain/day/visits.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { FactName } from '../domain/policy/vocabulary.ts';
import type { Problem } from '../domain/report/sections/problems.ts';
import { addDays, dayStart } from '../domain/report/window.ts';
import type { CivilDate } from '../domain/shared/civil-date.ts';
import type { CaseId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import type { Span } from '../domain/shared/time.ts';
import { createAttachments } from './attachments.ts';
import { refused } from './errors.ts';
import { createKnowledge } from './knowledge.ts';
import type { Start } from './open.ts';
import { createReadings } from './readings.ts';
import { localDay } from './requests/local-instant.ts';
import type { Parts } from './send.ts';

/** One stop of a day. A fact that nobody gave, or that was erased, is missing. */
export interface Stop {
  readonly view: CaseView;
  readonly facts: Readonly<Partial<Record<FactName, string>>>;
}

export interface Day {
  /** The policy that new cases are opened under. */
  readonly document: PolicyDocument;
  readonly stops: readonly Stop[];
}

/** All that whoever goes to a case may know of it. */
export interface VisitSheet extends Stop {
  /** The policy of the case. */
  readonly document: PolicyDocument;
  readonly history: CaseHistory;
  readonly texts: Readonly<Record<VaultId, VaultEntry>>;
  readonly problems: readonly Problem[];
  readonly files: readonly Attachment[];
}

export interface DayLink {
  readonly on: CivilDate;
  readonly token: string;
  readonly expiresAtMs: number;
}

/** The day of one of our people, in the zone of the active policy. */
export interface Days {
  /** A link to a day; today's unless given. Throws `RefusedError` (`unknown-person`, `unknown-organisation`). */
  dayLink(organisationId: OrganisationId, personId: PersonId, on?: CivilDate): Promise<DayLink>;
  /** What a token stands for; null when it is not ours or no longer good. */
  dayClaim(token: string, nowMs: number): Promise<DayClaim | null>;
  day(claim: DayClaim): Promise<Day>;
  /** Throws `RefusedError` (`unknown-case`), for a case as well that is not theirs to go to. */
  visitSheet(claim: DayClaim, caseId: CaseId): Promise<VisitSheet>;
}

export function createDays(parts: Parts, start: Start): Days {
  const { store, organisations } = parts;
  const readings = createReadings(parts);
  const { knownProblems } = createKnowledge(parts, start);
  const { attachments } = createAttachments(parts);

  return {
    dayLink: async (organisationId, personId, given) => {
      const document = await organisations.activePolicy(organisationId);
      if (document.people[personId] === undefined) throw refused(refusal('unknown-person', '', { value: personId }));
      const on = given ?? localDay(start.nowMs() + start.offsetMs, document.zone);
      const claim = dayClaim({ organisationId, personId, on }, spanOf(document, on), document.pinned.effectiveBackMs);
      const organisation = await store.findOrganisation(organisationId);
      if (!organisation) throw refused(refusal('unknown-organisation', '', { organisationId }));
      return { on, token: dayToken(organisation, claim), expiresAtMs: claim.expiresAtMs };
    },

    dayClaim: async (token, nowMs) => {
      const claim = dayClaimIn(token);
      const organisation = await store.findOrganisation(claim?.organisationId ?? '');
      // Also without an organisation it takes as long.
      const ours = isSignedDay(organisation ?? { vaultKey: '' }, token) && organisation !== null;
      return ours && claim !== null && claim.expiresAtMs > nowMs ? claim : null;
    },

    day: async ({ organisationId, personId, on }) => {
      const document = await organisations.activePolicy(organisationId);
      const span = spanOf(document, on);
      const views = visitsOn(await store.casesToGoTo(organisationId, personId, span), personId, span);
      const stops = views.map(async (view): Promise<Stop> => {
        const { facts } = historyOf(await store.caseEvents(organisationId, view.caseId));
        const ids = Object.values(facts).flatMap((fact) => ('vaultId' in fact ? [fact.vaultId] : []));
        return { view, facts: plainFacts(facts, await store.readVault(organisationId, ids)) };
      });
      return { document, stops: await Promise.all(stops) };
    },

    visitSheet: async ({ organisationId, personId }, caseId) => {
      const { view } = await readings.showCase(organisationId, caseId);
      if (!goesTo(personId, view)) throw refused(refusal('unknown-case', '', { caseId }));
      const [document, events, problems, files] = await Promise.all([
        readings.policy(organisationId, view.policyVersion),
        store.caseEvents(organisationId, caseId),
        knownProblems(view),
        attachments(organisationId, caseId),
      ]);
      const history = historyOf(events);
      const texts = await store.readVault(organisationId, vaultIdsOf(history));
      return { view, document, history, texts, problems, files, facts: plainFacts(history.facts, texts) };
    },
  };
}

function spanOf({ zone }: PolicyDocument, on: CivilDate): Span {
  return [dayStart(zone, on), dayStart(zone, addDays(on, 1))];
}

function plainFacts(facts: CaseHistory['facts'], texts: Readonly<Record<VaultId, VaultEntry>>): Stop['facts'] {
  const plain = ([name, fact]: [string, FactValue]): [string, string][] => {
    if ('value' in fact) return [[name, fact.value]];
    const entry = texts[fact.vaultId];
    return entry?.kind === 'text' ? [[name, entry.content]] : [];
  };
  return Object.fromEntries(Object.entries(facts).flatMap(plain));
}
