import { type Refusal, type RefusalCode, refusalSentence } from '../../domain/case/refusals.ts';
import type { CaseId } from '../../domain/shared/ids.ts';
import { CASE_COMMANDS } from './case-commands.ts';
import type { FlagSpec } from './case-flags.ts';
import type { CliDeps, OutputFormat } from './deps.ts';
import { longNameOf } from './flags.ts';
import { hintOf } from './hint.ts';
import { absolute, type Times } from './time.ts';

/** What the command line knows of the command that was refused. */
export interface About {
  readonly caseId?: CaseId;
  /** The flags that the body was made from; none when it came as JSON. */
  readonly flags?: readonly FlagSpec[] | null;
  /** Zone and now for the times of a refusal; without them they stay as the domain wrote them. */
  readonly times?: Times | null;
}

/** An error as it is told, in text and in JSON alike. */
export interface Told {
  readonly code: string;
  readonly sentence: string;
  readonly place: string;
  readonly next: string;
}

interface Situation {
  readonly hint: (line: string) => string;
  /** The id of the case at hand, or a hole where there is none. */
  readonly caseId: string;
  readonly fromFlags: boolean;
}

const seePeople = ({ hint }: Situation) => `See the people of the policy: ${hint('policy show')}`;

/** What to do about a refusal, where the sentence does not say it already. */
const NEXT: Partial<Record<RefusalCode, (situation: Situation) => string>> = {
  'unknown-case': ({ hint }) => `See the cases there are: ${hint('case list')}`,
  'unknown-organisation': ({ hint }) =>
    `Name another with --organisation, or give it a policy: ${hint('policy apply <folder>')}`,
  'unknown-policy': ({ hint }) => `See the versions there are: ${hint('policy list')}`,
  'wrong-stage': ({ hint, caseId }) => `See what the case takes now: ${hint(`case show ${caseId}`)}`,
  'on-hold': ({ hint, caseId }) => hint(`case resume ${caseId}`),
  'unknown-person': seePeople,
  'not-in-role': seePeople,
  'command-id-reused': () => 'Leave --command-id out to send a new command.',
  'appointment-superseded': ({ hint, caseId }) => `See the appointment that stands: ${hint(`case show ${caseId}`)}`,
  'appointment-outside-hours': ({ hint }) => `See the hours of visits: ${hint('policy show')}`,
  'price-not-accepted': ({ fromFlags }) =>
    `When the customer has agreed: ${fromFlags ? '--price-accepted' : '"priceAccepted": true'}`,
};

/** Refusals for people or, as the domain wrote them, for machines. */
export function toldRefusals(
  refusals: readonly Refusal[],
  deps: Pick<CliDeps, 'program'>,
  format: OutputFormat,
  about: About = {},
): Told[] {
  const { flags = null, times = null } = about;
  return refusals.map((one) => {
    const forPeople = format === 'text';
    const caseId = about.caseId ?? String(one.params.caseId ?? '<case>');
    return {
      code: one.code,
      sentence: refusalSentence(forPeople ? { ...one, params: readable(one.params, times) } : one),
      place: (forPeople && flags && flagAt(one.place, flags)) || one.place,
      next: NEXT[one.code]?.({ hint: (line) => hintOf(deps, line), caseId, fromFlags: flags !== null }) ?? '',
    };
  });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Whether a refusal tells a time, which needs a zone to be read. */
export function tellsTime({ params }: Refusal): boolean {
  return Object.values(params).some((value) => INSTANT.test(String(value)));
}

/** Times in the zone of the policy, and commands by what is typed for them. */
function readable(params: Refusal['params'], times: Times | null): Refusal['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (times && INSTANT.test(String(value))) return [name, absolute(Date.parse(String(value)), times)];
      const spec = name === 'command' ? CASE_COMMANDS.find(({ type }) => type === value) : undefined;
      return [name, spec?.name ?? value];
    }),
  );
}

const SENDER_FLAGS: Readonly<Record<string, string>> = {
  by: '--by',
  effectiveAt: '--at',
  commandId: '--command-id',
};

/** The flag that filled a place of the body: `/facts/phone` is `--phone`, `/parts/0/code` is `--part`. */
function flagAt(place: string, flags: readonly FlagSpec[]): string | undefined {
  const [, first = '', second] = place.split('/');
  const spec = flags.find(({ field, kind }) =>
    kind === 'fact' ? first === 'facts' && field === second : field === first,
  );
  return spec ? longNameOf(spec) : SENDER_FLAGS[first];
}
