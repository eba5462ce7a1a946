import { describe, expect, test } from 'vitest';
import { sortCase } from '../../../domain/classification/sort.ts';
import type { Traits } from '../../../domain/policy/match.ts';
import type { SortRule } from '../../../domain/policy/pinned.ts';

const TRAITS: Traits = {
  kind: 'repair',
  grade: null,
  urgency: 'normal',
  tier: 'standard',
  productModel: 'lamp',
  marks: ['danger'],
};
const RULES: readonly SortRule[] = [
  { name: 'danger-first', when: { marks: ['danger'] }, set: { urgency: 'emergency' } },
  { name: 'lamps-are-simple', when: { products: ['lamp'] }, set: { grade: 'simple', urgency: 'normal' } },
  { name: 'all-else', when: {}, set: { grade: 'general' } },
];

const ALL = ['kind', 'grade', 'urgency', 'tier'] as const;

describe('sorting', () => {
  test('sets each thing by the first rule that fits, and names the rules that decided', () => {
    expect(sortCase(RULES, TRAITS, ALL)).toEqual({
      set: { urgency: 'emergency', grade: 'simple' },
      rules: ['danger-first', 'lamps-are-simple'],
    });
  });

  test('names no rule that only repeats what stands', () => {
    const again: SortRule = { name: 'again', when: {}, set: { urgency: 'normal' } };
    expect(sortCase([RULES[0]!, again], TRAITS, ALL).rules).toEqual(['danger-first']);
  });

  test('leaves what somebody said, and names no rule for it', () => {
    expect(sortCase(RULES, TRAITS, ['grade'])).toEqual({ set: { grade: 'simple' }, rules: ['lamps-are-simple'] });
    expect(sortCase(RULES, TRAITS, [])).toEqual({ set: {}, rules: [] });
  });

  test('sets nothing where nothing fits', () => {
    expect(sortCase(RULES.slice(0, 1), { ...TRAITS, marks: [] }, ALL)).toEqual({ set: {}, rules: [] });
    expect(sortCase(RULES.slice(0, 1), { ...TRAITS, marks: undefined }, ALL)).toEqual({ set: {}, rules: [] });
  });
});
