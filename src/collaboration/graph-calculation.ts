import {
  type KeyDepartmentsAsked,
  type KeyDepartmentsFound,
  keyDepartmentsOf,
} from './graph-key-departments.js';
import { type PairsAsked, type PairsFound, pairsOf } from './graph-pairs.js';

/** What can be calculated apart from everything else: of what, */
export interface Asked {
  keyDepartments: KeyDepartmentsAsked;
  pairs: PairsAsked;
}

/** and what comes of it. */
export interface Found {
  keyDepartments: KeyDepartmentsFound;
  pairs: PairsFound;
}

export type Kind = keyof Asked;

export interface Question<K extends Kind = Kind> {
  readonly kind: K;
  readonly asked: Asked[K];
}

const calculations: { readonly [K in Kind]: (asked: Asked[K]) => Found[K] } = {
  keyDepartments: keyDepartmentsOf,
  pairs: pairsOf,
};

export const calculate = <K extends Kind>({ kind, asked }: Question<K>): Found[K] =>
  calculations[kind](asked);
