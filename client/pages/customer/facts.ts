import { createHash } from 'node:crypto';
import { standingOf } from '../../../domain/link/standing.ts';
import type { FactName } from '../../../domain/policy/vocabulary.ts';
import { RefusedError } from '../../errors.ts';
import type { Form } from '../form.ts';
import { inputOf, requestValueOf } from './fact-inputs.ts';
import { type Again, byLink, type CustomerPage, type Visitor } from './page.ts';

/** As many as people choose at once. */
const MOST_PHOTOS = 5;

/** The customer says what is missing, and sends photos with it. The link is good until nothing is missing. */
export const FACTS_PAGE: CustomerPage = {
  show: async (visitor, again) => {
    const { view, claim, deps, document, word, words } = visitor;
    const standing = standingOf(claim, view, deps.nowMs());
    const fields = view.missingFacts.map((name) => {
      const input = inputOf(name, document);
      const label = name === 'product-model' ? nameOfProduct(visitor) : word;
      const options = input.kind === 'choice' ? input.options.map((value) => ({ value, label: label(value) })) : [];
      const given = again?.given[name] ?? '';
      return {
        type: 'text',
        complete: 'off',
        ...input,
        name,
        label: word(name),
        options,
        given,
        fault: again?.faults[name] ?? '',
      };
    });
    return {
      template: 'facts',
      values: { standing, fields, fault: again?.faults.photos ?? again?.faults.form ?? '', pick: words.facts.pick },
    };
  },

  act: async (visitor, form) => {
    const { claim, view, deps, words } = visitor;
    if (standingOf(claim, view, deps.nowMs()) !== 'open') return { said: 'over' };
    const given = written(visitor, form);
    const photos = (await form.files('photos')).slice(0, MOST_PHOTOS);
    if (Object.keys(given).length === 0 && photos.length === 0) {
      return { again: { faults: { form: words.choose }, given } };
    }
    const faults = { ...(await provide(visitor, given)), ...(await attach(visitor, photos)) };
    return Object.keys(faults).length === 0 ? { said: 'more' } : { again: { faults, given } };
  },
};

function nameOfProduct({ document: { products }, view }: Visitor) {
  return (model: string) => products[model]?.name[view.locale] ?? model;
}

function written({ view }: Visitor, form: Form): Record<string, string> {
  const named = view.missingFacts.map((name) => [name, form.text(name)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ''));
}

/** All of it, or none and why. */
async function provide(visitor: Visitor, given: Readonly<Record<string, string>>): Promise<Again['faults']> {
  const { claim, deps, document, words } = visitor;
  const facts = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, requestValueOf(name as FactName, value, document.zone)]),
  );
  if (Object.keys(facts).length === 0) return {};
  const what = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  try {
    await deps.aftercare.provideFacts(claim.organisationId, claim.caseId, { facts }, byLink(visitor, what));
    return {};
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const places = error.refusals.map(({ place }) => place.replace('/facts/', ''));
    if (places.some((place) => given[place] === undefined)) throw error;
    return Object.fromEntries(places.map((place) => [place, words.facts.factWrong]));
  }
}

async function attach(visitor: Visitor, photos: Awaited<ReturnType<Form['files']>>): Promise<Again['faults']> {
  const { claim, deps, words } = visitor;
  try {
    for (const file of photos) {
      await deps.aftercare.attach(claim.organisationId, claim.caseId, { kind: null, ...file }, { kind: 'customer' });
    }
    return {};
  } catch (error) {
    if (error instanceof RefusedError) return { photos: words.facts.fileWrong };
    throw error;
  }
}
