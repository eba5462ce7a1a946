import { createHmac } from 'node:crypto';
import { recognise } from '../../../domain/attachment/kinds.ts';
import { refusal } from '../../../domain/case/refusals.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import type { DayClaim } from '../../../domain/day/claim.ts';
import { actsOf, standingOf, type VisitAct } from '../../../domain/day/visits.ts';
import { assertNever } from '../../../domain/shared/assert-never.ts';
import type { CommandId } from '../../../domain/shared/ids.ts';
import type { Aftercare, CaseCommandType } from '../../aftercare.ts';
import { canonicalJson } from '../../canonical.ts';
import type { VisitSheet } from '../../day.ts';
import { RefusedError, refused } from '../../errors.ts';
import type { Tenant } from '../../organisations.ts';
import { localInstant } from '../../requests/local-instant.ts';
import type { Form } from '../form.ts';
import { reportBody } from './report-page.ts';
import { signBody } from './sign-page.ts';
import type { Speech } from './speech.ts';

/** Where a form is sent from: whose day, and the visit as it stands now. */
export interface ActPlace {
  readonly tenant: Tenant;
  readonly claim: DayClaim;
  readonly sheet: VisitSheet;
  readonly speech: Speech;
}

/**
 * Records what a form says of a visit, photos first; the case that results. The same form sent again is the same command.
 * Throws as `sendCommand` does, and `appointment-superseded` when the visit is another by now than the one that was shown.
 */
export async function actOn(
  aftercare: Aftercare,
  { tenant, claim, sheet, speech }: ActPlace,
  act: VisitAct,
  form: Form,
): Promise<CaseView> {
  const { view, document } = sheet;
  const stands = `${view.round}.${view.appointmentRevision}`;
  if (actsOf(standingOf(view)).includes(act) && form.text('stands') !== stands) {
    const { appointmentRevision: current } = view;
    throw refused(
      refusal('appointment-superseded', '', { revision: form.text('stands').split('.')[1] ?? '', current }),
    );
  }
  const effectiveAtMs = timeIn(form.text('at'), claim.on, document.zone);
  const command = commandOf(act, form, { document, speech });
  await keepPhotos(aftercare, { claim, sheet }, form);
  const sent = await aftercare.send(claim.organisationId, view.caseId, command.type, command.body, {
    by: { kind: 'staff', personId: claim.personId },
    effectiveAtMs,
    commandId: commandIdOf(tenant, [
      claim.personId,
      view.caseId,
      act,
      form.text('stands'),
      effectiveAtMs,
      command.body,
    ]),
  });
  return sent.view;
}

/** Keeps the photos of a form, and a signature on paper, all or none; how many. Throws `RefusedError`. */
export async function keepPhotos(
  aftercare: Aftercare,
  { claim, sheet }: Pick<ActPlace, 'claim' | 'sheet'>,
  form: Form,
): Promise<number> {
  const photos = (await form.files('photo')).map((file) => ({ ...file, kind: 'photo' as const }));
  const papers = (await form.files('paper')).map((file) => ({ ...file, kind: 'signature' as const }));
  const files = [...photos, ...papers];
  const faults = files.map(({ kind, content }) => recognise(kind, content)).filter((read) => 'code' in read);
  const [first, ...others] = faults;
  if (first) throw new RefusedError([first, ...others]);
  const { organisationId, personId } = claim;
  for (const file of files) {
    await aftercare.attach(organisationId, sheet.view.caseId, file, { kind: 'staff', personId });
  }
  return files.length;
}

function commandOf(
  act: VisitAct,
  form: Form,
  { document, speech }: Pick<VisitSheet, 'document'> & Pick<ActPlace, 'speech'>,
): { readonly type: CaseCommandType; readonly body: object } {
  switch (act) {
    case 'depart':
      return { type: 'RecordDeparture', body: {} };
    case 'arrive':
      return { type: 'RecordArrival', body: {} };
    case 'no-show': {
      const note = form.text('note');
      return { type: 'RecordNoShow', body: { who: 'customer', ...(note === '' ? {} : { note }) } };
    }
    case 'report':
      return { type: 'FileReport', body: reportBody(form, document, speech) };
    case 'sign':
      return { type: 'SignReport', body: signBody(form) };
    default:
      return assertNever(act);
  }
}

/** A time of the claim's day; null when none is given. Throws `invalid-request`. */
function timeIn(time: string, on: string, zone: string): number | null {
  if (time === '') return null;
  const atMs = localInstant(on, time, zone);
  if (atMs === null) throw refused(refusal('invalid-request', '/at', { detail: 'Write a time such as 13:40.' }));
  return atMs;
}

/** Keyed, for a note is in it. */
function commandIdOf({ vaultKey }: Tenant, parts: readonly unknown[]): CommandId {
  return `day-${createHmac('sha256', vaultKey)
    .update(`day|${canonicalJson(parts)}`)
    .digest('hex')
    .slice(0, 32)}`;
}
