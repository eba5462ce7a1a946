import { expect } from 'vitest';
import type { Refusal, RefusalCode } from '../../domain/case/refusals.ts';

/** Expects a refusal with this code, at this place of the command's body. */
export function expectRefused(refusal: Refusal | null, code: RefusalCode, place = ''): void {
  expect({ code: refusal?.code, place: refusal?.place }).toEqual({ code, place });
}
