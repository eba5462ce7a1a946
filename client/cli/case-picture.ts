import type { MessageRow } from '../../database/messages.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Problem } from '../../domain/report/sections/problems.ts';
import type { PersonalEntry, ShownCase } from '../readings.ts';
import type { Names } from './people.ts';
import type { Style } from './style.ts';
import type { Times } from './time.ts';

/** What is known of a case that is shown. */
export interface CasePicture {
  readonly shown: ShownCase;
  /** As many as are to be seen. */
  readonly events: readonly CaseEvent[];
  readonly messages: readonly MessageRow[];
  readonly personal: readonly PersonalEntry[] | null;
  /** What cases like it came to. */
  readonly knownProblems: readonly Problem[];
  /** Replies of the customer that a person should look at. */
  readonly waitingReplies: number;
}

/** How it is shown. */
export interface Frame {
  readonly names: Names;
  readonly times: Times;
  readonly style: Style;
  readonly columns: number;
}
