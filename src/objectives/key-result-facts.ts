import { Decimal } from 'decimal.js';
import { Faults } from '../graphql/errors.js';
import type { KeyResultDirection } from './key-result.js';
import { requireTitle, requireWeight } from './title-and-weight.js';

export interface KeyResultFacts {
  title: string;
  unit: string;
  direction: KeyResultDirection;
  start: string;
  target: string;
  weight: number;
}

const FACTS = ['title', 'unit', 'direction', 'start', 'target', 'weight'] as const;

/** @throws UserError BAD_USER_INPUT, with everything that is wrong */
export function checkFacts(facts: { [Fact in keyof KeyResultFacts]: KeyResultFacts[Fact] | null }): void {
  const faults = new Faults();
  for (const fact of FACTS)
    faults.require(facts[fact] !== null, ['input', fact], 'REQUIRED', `A key result has a ${fact}.`);
  const { title, unit, direction, start, target, weight } = facts;
  requireTitle(faults, title);
  faults.require(
    (unit ?? '').length <= 40,
    ['input', 'unit'],
    'MAX_LENGTH',
    'A unit has at most 40 characters.',
  );
  requireWeight(faults, weight);
  if (start !== null && target !== null && direction !== null)
    faults.require(
      new Decimal(target).comparedTo(start) === (direction === 'INCREASE' ? 1 : -1),
      ['input', 'target'],
      'DIRECTION',
      `What shall ${direction} has a target ${direction === 'INCREASE' ? 'above' : 'below'} its start, ${start}.`,
    );
  faults.throwIfAny();
}
