import { Liquid, type Template } from 'liquidjs';
import type { CaseView } from '../../domain/case/view.ts';
import type { LinkPurpose } from '../../domain/link/claim.ts';
import type { MessageIntent } from '../../domain/notice/intent.ts';
import { smsSegments } from '../../domain/notice/sms-segments.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { LINK_VALUES, STAFF_LINK_VALUES, templateName } from '../../domain/policy/template-values.ts';
import { addFilters } from './filters.ts';
import { oneLine, plainName } from './plain-text.ts';

export interface RenderInput {
  readonly document: PolicyDocument;
  readonly intent: MessageIntent;
  readonly view: CaseView;
  /** Empty when the case does not know it. */
  readonly customerName: string;
  readonly recipientName: string;
  /** The courier's number; absent where the message is about no parcel. */
  readonly parcel?: string;
  readonly locale: string;
  /** Where the customer can do what; nothing for staff, and where nobody outside reaches us. */
  readonly links?: Links;
}

/** Addresses by what they are for. */
export type Links = Readonly<Partial<Record<LinkPurpose | keyof typeof STAFF_LINK_VALUES, string>>>;

export interface Rendered {
  /** Empty for an SMS. */
  readonly subject: string;
  readonly text: string;
}

export type RenderFault = 'template-missing' | 'template-failed' | 'text-too-long' | 'text-empty';

/** As many as providers advise at most; each is paid for. */
const MOST_SEGMENTS = 10;
const LONGEST_MAIL = 50_000;
const LIMITS = { parseLimit: 50_000, renderLimit: 500, memoryLimit: 1_000_000 };

/** The language a message is written in: the recipient's, or the policy's own when it has no such texts. */
export function localeOf(document: PolicyDocument, wanted: string): string {
  return document.templates[wanted] === undefined ? document.pinned.defaultLocale : wanted;
}

/** The text of a message by its policy's template. Values are only ever values: none is read as a template. */
export function renderMessage(input: RenderInput): Rendered | { readonly fault: RenderFault } {
  const { document, intent, locale } = input;
  const templates = document.templates[locale] ?? {};
  const audience = intent.recipient.kind === 'customer' ? 'customer' : 'staff';
  const template = templates[templateName(intent.purpose, audience, intent.channel)];
  if (template === undefined) return { fault: 'template-missing' };
  let output: string;
  try {
    output = pressOf(document, locale).print(template, valuesOf(input));
  } catch {
    // Liquid's error quotes the template and the values.
    return { fault: 'template-failed' };
  }
  return intent.channel === 'sms' ? asSms(output) : asMail(output);
}

/** Renders the texts of one policy in one language; each template is parsed once. */
interface Press {
  print(template: string, values: object): string;
}

const presses = new WeakMap<PolicyDocument, Map<string, Press>>();

/** Formats of a language and parsed templates are dear to make, and a policy version never changes. */
function pressOf(document: PolicyDocument, locale: string): Press {
  const ofDocument = presses.get(document) ?? new Map<string, Press>();
  presses.set(document, ofDocument);
  const press = ofDocument.get(locale) ?? createPress(document, locale);
  ofDocument.set(locale, press);
  return press;
}

function createPress(document: PolicyDocument, locale: string): Press {
  const templates = document.templates[locale] ?? {};
  const engine = new Liquid({
    ...LIMITS,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates,
  });
  addFilters(engine, document, locale);
  const parsed = new Map<string, Template[]>();
  return {
    print(template, values) {
      const known = parsed.get(template) ?? engine.parse(template);
      parsed.set(template, known);
      return engine.renderSync(known, values);
    },
  };
}

function asSms(output: string): Rendered | { fault: RenderFault } {
  const text = output.trim();
  if (text === '') return { fault: 'text-empty' };
  return smsSegments(text) > MOST_SEGMENTS ? { fault: 'text-too-long' } : { subject: '', text };
}

function asMail(output: string): Rendered | { fault: RenderFault } {
  const [, subject = '', text = ''] = /^Subject:([^\r\n]*)\r?\n([\s\S]*)$/.exec(output.trimStart()) ?? [];
  if (oneLine(subject) === '' || text.trim() === '') return { fault: 'text-empty' };
  if (output.length > LONGEST_MAIL) return { fault: 'text-too-long' };
  return { subject: oneLine(subject), text: `${text.trim()}\n` };
}

/** Every name that a text may ask for has a value, if only an empty one. */
function linkValues(links: Links): object {
  const named = Object.entries({ ...LINK_VALUES, ...STAFF_LINK_VALUES }).map(([purpose, value]) => [
    value.replace('links.', ''),
    links[purpose as keyof Links] ?? '',
  ]);
  return Object.fromEntries(named);
}

function valuesOf({ document, intent, view, customerName, recipientName, parcel, locale, links }: RenderInput): object {
  const technician = view.technicianId === null ? undefined : document.people[view.technicianId];
  const lead = view.leadId === null ? undefined : document.people[view.leadId];
  const model = view.productModel ?? '';
  return {
    case: {
      id: view.caseId,
      kind: view.kind,
      productModel: document.products[model]?.name[locale] ?? oneLine(model),
      round: view.round,
    },
    customer: { name: plainName(customerName) },
    recipient: { name: plainName(recipientName) },
    technician: { name: technician?.name ?? '', phone: technician?.phone ?? '' },
    lead: { name: lead?.name ?? '' },
    organisation: document.organisation[locale] ?? {},
    links: linkValues(links ?? {}),
    params: parcel === undefined ? intent.params : { ...intent.params, parcel: oneLine(parcel) },
  };
}
