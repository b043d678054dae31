import { Faults } from '../graphql/errors.js';
import { isBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';

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
  faults.require(
    title == null || !isBlank(title),
    ['input', 'title'],
    'MIN_LENGTH',
    'A title has at least 1 character.',
  );
  faults.require(
    (title ?? '').length <= 200,
    ['input', 'title'],
    'MAX_LENGTH',
    'A title has at most 200 characters.',
  );
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
  faults.require(!isGiven(weight) || weight! >= 0, ['input', 'weight'], 'MIN', 'A weight is at least 0.');
  faults.require(
    !isGiven(weight) || weight! <= 1_000,
    ['input', 'weight'],
    'MAX',
    'A weight is at most 1,000.',
  );
  faults.require(
    !from || !to || from <= to,
    ['input', 'to'],
    'REVERSED_RANGE',
    `A period cannot end (${to}) before it begins (${from}).`,
  );
  faults.throwIfAny();
}
