/** Every way a command can be refused: the code is for machines, the sentence for people. `{name}` is filled from params. */
export const REFUSALS = {
  'not-open': 'This case was never opened.',
  'case-closed': 'This case is closed; nothing more can be recorded on it. Open a new case.',
  'already-open': 'This case is already open.',
  'command-id-reused': 'The command id {commandId} was used before with another body. Send a new id, or the same body.',
  'reference-reused': 'The reference {reference} was opened before with another body, as case {caseId}.',
  'grade-missing': 'No rule of the policy grades this case. Say how hard it is.',
  'facts-missing': 'A case of kind {kind} needs these facts first: {missing}.',
  'wrong-stage': 'A case in stage {stage} cannot take {command}; it takes it in {expected}.',
  'on-hold': 'The case is on hold since {since}. Resume it first.',
  'not-on-hold': 'The case is not on hold.',
  'effective-in-future': 'The effective time lies in the future.',
  'effective-too-old': 'The effective time lies further back than the policy allows ({allowed}).',
  'unknown-kind': 'The policy has no kind {value}. It has: {known}.',
  'unknown-locale': 'The policy has no locale {value}. It has: {known}.',
  'unknown-region': 'The policy has no region {value}. It has: {known}.',
  'unknown-part': 'The policy has no part {value} with a warranty of its own. It has: {known}.',
  'unknown-zone': 'The policy has no customers in {value}. It has: {known}.',
  'unknown-fault': 'The policy has no fault {value}. It has: {known}.',
  'impossible-date': '{value} is not a day that exists (write YYYY-MM-DD).',
  'date-in-future': '{value} lies in the future.',
  'nothing-provided': 'No fact was given.',
  'unknown-person': 'The policy has no person {value}.',
  'not-in-role': '{value} does not hold the role {role}.',
  'nobody-in-role': 'Nobody in the policy holds the role {role}.',
  'no-capable-technician': 'Nobody fits this case ({lacks}). Name a technician, or change the people in the policy.',
  'technician-lacks': '{value} cannot take this case: lacks {lacks}.',
  'technician-off-duty': '{value} is not at work then. Take another time, or somebody else.',
  'crew-too-small': 'This case asks for {size} people of the role {role} besides; found: {found}.',
  'crew-unwanted': 'This case asks for nobody besides the technician. Leave the crew out.',
  'load-not-known-yet': 'Technicians are still being ranked. Try again in a moment, or name one.',
  'appointment-in-past': 'The appointment would begin too soon; the policy asks for {notice} notice.',
  'appointment-too-far': 'The appointment lies too far ahead; the policy allows {ahead}.',
  'appointment-outside-hours': 'The appointment is not within visiting hours.',
  'appointment-length': 'The appointment must end after it begins and last {longest} at most.',
  'no-appointment': 'No appointment is proposed.',
  'slot-being-reserved': 'The technician’s time is still being reserved. Try again in a moment.',
  'appointment-superseded': 'Appointment revision {revision} is void; the current one is {current}.',
  'already-confirmed': 'The appointment is already confirmed.',
  'part-not-on-price-list': 'The price list has no part {value}.',
  'labour-not-on-price-list': 'The price list has no labour item {value}.',
  'fee-not-on-price-list': 'The price list has no fee {value}.',
  'market-price-missing': '{value} has no price of its own: give what it costs on the market.',
  'market-price-out-of-range':
    'The market price of {value} must be a whole number of minor units such as cents, 0 or more.',
  'price-is-fixed': '{value} has its price on the price list; leave the price out.',
  'quantity-out-of-range': 'The quantity of {value} must be a whole number from 1 to 999.',
  'price-not-accepted':
    'The work costs {amount} and the customer has not accepted the price. Quote first, then record consent.',
  'service-refused':
    'The policy gives no service where the cause is {cause}: report what was found, with no parts, labour, fees or signature.',
  'must-not-leave': 'The policy lets nobody leave with the result {value}. A report ends with {known}.',
  'not-signed': 'The policy has the customer sign before anybody leaves: give the opinion with the report.',
  'agreed-date-missing': 'What is taken in is given back at a time agreed with the customer. Say until when.',
  'agreed-date-unwanted': 'Only what is taken in has an agreed time.',
  'already-departed': 'The technician is on the way already.',
  'visit-not-begun': 'The visit begins at {start}; nobody can have missed it before.',
  'unknown-incident': 'The policy has no incident {value}. It has: {known}.',
  'already-filed': 'The report is already filed.',
  'report-not-filed': 'There is no report to sign yet.',
  'nothing-to-sign': 'A report that asks for a second visit is not signed; the one of the last visit is.',
  'score-out-of-scale': 'The score must be a whole number from {lowest} to {highest}.',
  'nothing-changed': 'The case is so already.',
  'not-classified-yet': 'The grade and the way of a case are said when it is classified.',
  'nobody-called': 'Who called us was there: a call from the customer always reaches somebody.',
  'not-asked-yet': 'The callback has not been asked yet.',
  'unknown-follow-up': 'Day {day} is not the follow-up that waits for an answer.',
  'not-asked': 'Nothing was asked on the occasion {value}. Asked: {known}.',
  'occasion-answer': '{occasion} is answered with {wanted}, and nothing else.',
  'unit-in-care': 'This unit is in care already, or was, as {caseId}.',
  'unknown-item': 'The policy has no item {value}. It has: {known}.',
  'item-not-open': 'No item {value} is open.',
  'which-item': 'Several items called {value} are open: {known}. Say which.',
  'too-many-items': 'A case may have {most} open items at most. End some first.',
  'wrong-step': '{item} is {at} and cannot become {step}. It may become: {expected}.',
  'item-step-too-early': '{item} has been {at} since {since}; what follows cannot have been before.',
  'not-your-step': 'The step {step} is not for whoever says this to take.',
  'above-authority': 'This is above their authority: it takes the role {role}.',
  'nobody-above': 'Nobody stands above them; grant or refuse it.',
  'item-value-missing': 'The step {step} cannot be without {value}.',
  'item-value-unwanted': 'The step {step} takes no {value}.',
  'agreed-date-past': 'The agreed time must lie ahead.',
  'agreed-date-same': 'This is the time that was agreed already.',
  'unknown-topic': 'There is no topic {value}. There are: {known}.',
  'not-referred': 'The policy refers {item} to nobody outside. Take it up again, or settle it.',
  'repair-refused': 'The policy repairs nothing where the cause is {cause}. It goes back unrepaired.',
  'nothing-is-sent': '{item} is brought by hand. Say received when it is here.',
  'other-class': '{value} is not of the class {class}, which is that of the customer’s own unit.',
  'class-unknown': 'The policy gives {value} no class, so nobody can tell what may stand in for it.',
  'not-on-checklist': 'The checklist has no {value}. It has: {known}.',
  'above-quotation':
    'The fee of {amount} is more than the {accepted} that are left of what was quoted and accepted. Send a quotation for the rest first.',
  'checklist-incomplete': 'Not ticked yet in {item}: {missing}.',
  'item-blocked': '{step} waits for {blockers}.',
  'not-satisfied-yet':
    'The case closes when the customer is satisfied. Rate what they say, or close it as withdrawn or duplicate.',
  'gate-closed': 'The case may not close before {blockers}.',
  'hold-ends-in-past': 'The hold would end in the past.',
  'hold-too-long': 'A hold may last {longest} at most.',
  'nothing-to-acknowledge': 'No escalation is waiting to be acknowledged.',
  'invalid-request': '{detail}',
  'body-too-large': 'The request is larger than {longest}.',
  'text-too-long': 'The text has more than {longest} characters.',
  'impossible-phone':
    'This is not a phone number that can exist. Write it with the country code, such as +86 139 0000 0000.',
  'impossible-email': 'This is not an e-mail address that can exist.',
  'unknown-fact': 'There is no fact called {value}. Known facts: {known}.',
  'unknown-case': 'There is no case {caseId} in this organisation.',
  'unknown-policy': 'There is no policy version {value} in this organisation.',
  'unknown-report': 'The policy has no report {value}. It has: {known}.',
  'unknown-organisation': 'There is no organisation {organisationId}, or it has no active policy.',
} as const satisfies Record<string, string>;
export type RefusalCode = keyof typeof REFUSALS;

/** Why a command changed nothing. `place` is a JSON pointer into its body. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly place: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export function refusal(code: RefusalCode, place = '', params: Refusal['params'] = {}): Refusal {
  return { code, place, params };
}

/** The sentence for a person; a missing parameter stays visible as `{name}`. */
export function refusalSentence({ code, params }: Refusal): string {
  return REFUSALS[code].replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}
