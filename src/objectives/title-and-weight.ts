import type { Faults } from '../graphql/errors.js';
import { isBlank } from '../graphql/texts.js';

/** Notes what is wrong with the title of an input (MIN_LENGTH, MAX_LENGTH), where there is one. */
export function requireTitle(faults: Faults, title: string | null | undefined): void {
  const field = ['input', 'title'];
  faults.require(title == null || !isBlank(title), field, 'MIN_LENGTH', 'A title has at least 1 character.');
  faults.require((title ?? '').length <= 200, field, 'MAX_LENGTH', 'A title has at most 200 characters.');
}

/** The same of a weight (MIN, MAX). */
export function requireWeight(faults: Faults, weight: number | null | undefined): void {
  const field = ['input', 'weight'];
  faults.require((weight ?? 0) >= 0, field, 'MIN', 'A weight is at least 0.');
  faults.require((weight ?? 0) <= 1_000, field, 'MAX', 'A weight is at most 1,000.');
}
