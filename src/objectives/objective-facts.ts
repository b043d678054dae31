import { Faults } from '../graphql/errors.js';
import { isBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';
import { requireTitle, requireWeight } from './title-and-weight.js';

export interface ObjectiveFacts {
  title: string;
  description?: string | null;
  parentId?: string | null;
  ownerId: string;
  weight: number;
  from?: LocalDate | null;
  to?: LocalDate | null;
  externalId?: string | null;
}

/** @throws UserError BAD_USER_INPUT, with everything that is wrong */
export function checkFacts({
  title,
  ownerId,
  weight,
  description,
  from,
  to,
  externalId,
}: Partial<ObjectiveFacts>): void {
  const faults = new Faults();
  const isGiven = (value: unknown) => value !== null && value !== undefined;
  faults.require(isGiven(title), ['input', 'title'], 'REQUIRED', 'An objective has a title.');
  faults.require(
    isGiven(ownerId),
    ['input', 'ownerId'],
    'REQUIRED',
    'An objective is owned by a department.',
  );
  faults.require(isGiven(weight), ['input', 'weight'], 'REQUIRED', 'An objective has a weight; 0 is one.');
  requireTitle(faults, title);
  faults.require(
    (description ?? '').length <= 4_000,
    ['input', 'description'],
    'MAX_LENGTH',
    'A description has at most 4,000 characters.',
  );
  faults.require(
    externalId == null || !isBlank(externalId),
    ['input', 'externalId'],
    'MIN_LENGTH',
    'An external id is not blank; null is none.',
  );
  faults.require(
    (externalId ?? '').length <= 200,
    ['input', 'externalId'],
    'MAX_LENGTH',
    'An external id has at most 200 characters.',
  );
  requireWeight(faults, weight);
  faults.require(
    !from || !to || from <= to,
    ['input', 'to'],
    'REVERSED_RANGE',
    `A period cannot end (${to}) before it begins (${from}).`,
  );
  faults.throwIfAny();
}
