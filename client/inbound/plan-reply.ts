import type { Written } from '../../database/conversations.ts';
import type { InboxEntry } from '../../database/inbox.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { chooseAnswered } from '../../domain/reply/choose.ts';
import type { FactWords } from '../../domain/reply/facts.ts';
import { isStillAsked, type Question, questionOf } from '../../domain/reply/question.ts';
import { type Reading, readAnswer, readOwnWords } from '../../domain/reply/read.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import type { Parts } from '../send.ts';

/** What a reply is taken for: the same at every attempt, for the case may have gone on since. */
export interface ReplyPlan {
  readonly caseId: CaseId;
  readonly about: string | null;
  /** Kind of the reading; `text` for words that no rule reads, `late` when what it answers is no longer asked. */
  readonly meaning: Reading['kind'] | 'text' | 'late';
  /** Null for `text` and `late`. */
  readonly reading: Reading | null;
}

/** Null when nobody was ever written to at its sender's address. */
export async function planReply(
  parts: Parts,
  organisationId: OrganisationId,
  entry: InboxEntry,
  text: string,
): Promise<ReplyPlan | null> {
  return entry.meaning === null
    ? newPlan(parts, organisationId, entry, text)
    : plannedBefore(parts, organisationId, entry, text);
}

interface Told {
  readonly written: Written;
  readonly question: Question | null;
  readonly words: FactWords;
}

async function newPlan(
  parts: Parts,
  organisationId: OrganisationId,
  entry: InboxEntry,
  text: string,
): Promise<ReplyPlan | null> {
  const { caseId } = entry;
  const written = await writtenBefore(parts, organisationId, entry);
  const named = written.filter((one) => text.toUpperCase().includes(one.caseId));
  const told = await Promise.all((named.length > 0 ? named : written).map((one) => toldBy(parts, organisationId, one)));
  const choice = chooseAnswered(text, told, ({ words }) => words);
  if (choice === null) return caseId === null ? null : { caseId, about: entry.about, meaning: 'text', reading: null };
  const { about, reading } = choice;
  const of = { caseId: about.written.caseId, about: about.written.key };
  if (reading === null) return { ...of, meaning: 'text', reading };
  const asked = about.question !== null && isStillAsked(about.question, about.written.view);
  return asked ? { ...of, meaning: reading.kind, reading } : { ...of, meaning: 'late', reading: null };
}

/** What its sender was written before, the newest first; first of all the message that it says it answers. */
async function writtenBefore(
  { store }: Parts,
  organisationId: OrganisationId,
  { channel, addressHash, caseId, about, receivedAtMs }: InboxEntry,
): Promise<readonly Written[]> {
  const to = { channel, addressHash: addressHash ?? '', caseId };
  const written = await store.writtenTo(organisationId, to, receivedAtMs);
  const answered = about === null ? null : await store.findWritten(organisationId, about);
  return answered === null ? written : [answered, ...written.filter(({ key }) => key !== about)];
}

async function plannedBefore(
  parts: Parts,
  organisationId: OrganisationId,
  { about, caseId, meaning }: InboxEntry,
  text: string,
): Promise<ReplyPlan | null> {
  if (caseId === null) return null;
  if (meaning === 'late') return { caseId, about, meaning, reading: null };
  const written = about === null ? null : await parts.store.findWritten(organisationId, about);
  const told = written === null ? null : await toldBy(parts, organisationId, written);
  const question = told?.question ?? null;
  const reading =
    meaning === 'text' || question === null || told === null
      ? null
      : (readAnswer(text, question, told.words) ?? readOwnWords(question));
  return { caseId, about, meaning: reading?.kind ?? 'text', reading };
}

async function toldBy({ organisations }: Parts, organisationId: OrganisationId, written: Written): Promise<Told> {
  const { policyVersion, locale } = written.view;
  const document = await organisations.policy(organisationId, policyVersion);
  if (document === null) return { written, question: null, words: (name) => name };
  return { written, question: questionOf(written, document.pinned), words: factWords(document, locale) };
}

function factWords({ words }: PolicyDocument, locale: string): FactWords {
  return (name) => words[locale]?.[name] ?? name;
}
