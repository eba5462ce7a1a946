import type { ItemKind, StepOf } from '../../policy/item-words.ts';
import type { PersonId } from '../../policy/pinned.ts';
import type { FreightPayer } from '../../policy/pinned-depot.ts';
import type { Blocked, ItemDefinition } from '../../policy/pinned-items.ts';
import type { CauseOutcome, PauseCause } from '../../policy/vocabulary.ts';
import type { Grant } from '../../remedy/claim.ts';
import type { Actor } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { Refusal } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import type { NextStep } from '../view.ts';
import type { Ending, Item, ItemValues, ValueName } from './item.ts';

/** Who may take a step: everybody, whoever is not the customer, or nobody, for it comes by itself. */
export type Doer = 'anybody' | 'staff' | 'nobody';

export interface Step<S extends string> {
  /** Where the item must stand; empty for `opened`. */
  readonly from: readonly S[];
  readonly by: Doer;
  /** Values that it can't be without, and values that it may have besides. */
  readonly needs?: readonly ValueName[];
  readonly may?: readonly ValueName[];
  readonly ends?: Ending;
  /** Somebody has what is not theirs: until it is back not even a case that is given up may close. */
  readonly owes?: true;
}

/** A step that is about to be taken: who says so, of what, with which values. */
export interface Ask<D extends ItemDefinition> {
  readonly state: CaseState;
  readonly definition: D;
  readonly values: ItemValues;
  readonly by: Actor;
  /** When it is said to have been. */
  readonly atMs: number;
  readonly context: CaseContext;
}

/** The life of one kind of item: which steps there are, who owes the next one, and what else a step is judged by. */
export interface Machine<K extends ItemKind> {
  readonly steps: Readonly<Record<StepOf<K>, Step<StepOf<K>>>>;
  /** The step that an open item waits for, and who takes it. */
  readonly expects: (
    item: Item,
    definition: DefinitionOf<K>,
  ) => { readonly step: StepOf<K>; readonly who: NextStep['who'] };
  /** Why it can't begin so, or null. */
  readonly begin?: (ask: Ask<DefinitionOf<K>>) => Refusal | null;
  /** Whom it is left to. */
  readonly ownerOf: (ask: Ask<DefinitionOf<K>>) => PersonId | null;
  /** A step that follows at once from how the policy is written, or null. */
  readonly atOnce?: (item: Item, definition: DefinitionOf<K>) => StepOf<K> | null;
  /** How it ends with a step that does not end every item of its kind; undefined leaves it to the table. */
  readonly ending?: (item: Item, step: StepOf<K>, definition: DefinitionOf<K>) => Ending | undefined;
  /** Whether what it blocks may go on while it is open. */
  readonly lets?: (item: Item, definition: DefinitionOf<K>, target: Blocked) => boolean;
  /** What clocks may stand still for while it stands as it does, or null. */
  readonly waitsFor?: (item: Item, definition: DefinitionOf<K>) => PauseCause | null;
  /** The step that comes by itself unless somebody takes another before, or null. */
  readonly due?: (item: Item) => { readonly atMs: number; readonly step: StepOf<K> } | null;
  /** Why a step that the table allows is not taken all the same; or what follows from it. */
  readonly take?: (ask: Ask<DefinitionOf<K>> & { readonly item: Item; readonly step: StepOf<K> }) => Taken | Refusal;
}

export interface Taken {
  /** Absent: as before. */
  readonly ownerId?: PersonId | null;
  /** What is worked out of what was said; absent: as it was said. */
  readonly values?: ItemValues;
  /** What follows for the customer from what was found. */
  readonly terms?: CauseOutcome;
  readonly payer?: FreightPayer;
  /** On which terms goods are taken back. */
  readonly grant?: Grant;
}

export type DefinitionOf<K extends ItemKind> = Extract<ItemDefinition, { is: K }>;

export function isRefusal(taken: Taken | Refusal): taken is Refusal {
  return 'code' in taken;
}
