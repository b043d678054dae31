import {
  type KeyDepartmentsAsked,
  type KeyDepartmentsFound,
  keyDepartmentsOf,
} from './graph-key-departments.js';

/** What can be calculated apart from everything else: of what, */
export interface Asked {
  keyDepartments: KeyDepartmentsAsked;
}

/** and what comes of it. */
export interface Found {
  keyDepartments: KeyDepartmentsFound;
}

export type Kind = keyof Asked;

export interface Question<K extends Kind = Kind> {
  readonly kind: K;
  readonly asked: Asked[K];
}

const calculations: { readonly [K in Kind]: (asked: Asked[K]) => Found[K] } = {
  keyDepartments: keyDepartmentsOf,
};

export const calculate = <K extends Kind>({ kind, asked }: Question<K>): Found[K] =>
  calculations[kind](asked);
