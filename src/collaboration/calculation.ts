import { coverOf } from './cover-solver.js';
import type { CoverAsked, CoverFound } from './graph-cover.js';
import {
  type KeyDepartmentsAsked,
  type KeyDepartmentsFound,
  keyDepartmentsOf,
} from './graph-key-departments.js';
import { type MissingLinksAsked, type MissingLinksFound, missingLinksOf } from './graph-missing-links.js';
import { type PairsAsked, type PairsFound, pairsOf } from './graph-pairs.js';
import { type RemovalAsked, type RemovalFound, removalOf } from './graph-removal.js';

/** What can be calculated apart from everything else: of what, */
export interface Asked {
  keyDepartments: KeyDepartmentsAsked;
  pairs: PairsAsked;
  missingLinks: MissingLinksAsked;
  removal: RemovalAsked;
  cover: CoverAsked;
}

/** and what comes of it. */
export interface Found {
  keyDepartments: KeyDepartmentsFound;
  pairs: PairsFound;
  missingLinks: MissingLinksFound;
  removal: RemovalFound;
  cover: CoverFound;
}

export type Kind = keyof Asked;

export interface Question<K extends Kind = Kind> {
  readonly kind: K;
  readonly asked: Asked[K];
}

const calculations: { readonly [K in Kind]: (asked: Asked[K]) => Found[K] | Promise<Found[K]> } = {
  keyDepartments: keyDepartmentsOf,
  pairs: pairsOf,
  missingLinks: missingLinksOf,
  removal: removalOf,
  cover: coverOf,
};

export const calculate = <K extends Kind>({ kind, asked }: Question<K>): Found[K] | Promise<Found[K]> =>
  calculations[kind](asked);
