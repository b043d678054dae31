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
import { weightsOfParts } from './graph-strategy.js';
import type { Work } from './graph-work.js';
import { forget, type KeptWork, type TakeAsked, take, workOf } from './kept-work.js';

/** About work that the thread keeps. */
type OfKept<Whole extends { readonly work: Work }> = Omit<Whole, 'work'>;

/** What can be calculated apart from everything else: of what, */
export interface Asked {
  take: TakeAsked;
  forget: { readonly keptId: number };
  keyDepartments: Omit<OfKept<KeyDepartmentsAsked>, 'strategyWeights'>;
  pairs: OfKept<PairsAsked>;
  missingLinks: OfKept<MissingLinksAsked>;
  removal: Omit<OfKept<RemovalAsked>, 'strategyWeights'>;
  cover: CoverAsked;
}

/** and what comes of it. */
export interface Found {
  take: null;
  forget: null;
  keyDepartments: KeyDepartmentsFound;
  pairs: PairsFound;
  missingLinks: MissingLinksFound;
  removal: RemovalFound;
  cover: CoverFound;
}

export type Kind = keyof Asked;

/** Those about work that is kept. */
export type Measure = 'keyDepartments' | 'pairs' | 'missingLinks' | 'removal';

/** What a measure is about. */
type About = { readonly [K in Kind]: K extends Measure ? KeptWork : null };

export interface Question<K extends Kind = Kind> {
  readonly kind: K;
  readonly asked: Asked[K];
  readonly work: About[K];
}

const weighedWorkOf = (work: KeptWork) => ({
  work: workOf(work),
  strategyWeights: weightsOfParts(work.history),
});

const calculations: {
  readonly [K in Kind]: (asked: Asked[K], work: About[K]) => Found[K] | Promise<Found[K]>;
} = {
  take,
  forget,
  keyDepartments: (asked, work) => keyDepartmentsOf({ ...asked, ...weighedWorkOf(work) }),
  pairs: (asked, work) => pairsOf({ ...asked, work: workOf(work) }),
  missingLinks: (asked, work) => missingLinksOf({ ...asked, work: workOf(work) }),
  removal: (asked, work) => removalOf({ ...asked, ...weighedWorkOf(work) }),
  cover: coverOf,
};

export const calculate = <K extends Kind>({ kind, asked, work }: Question<K>): Found[K] | Promise<Found[K]> =>
  calculations[kind](asked, work);
