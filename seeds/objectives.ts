import { story } from './story.js';

export interface ObjectivePlan {
  readonly externalId: string;
  readonly title: string;
  /** External id of the one above it. */
  readonly parent: string | null;
  /** Codes: who owns it, and who contributes. */
  readonly owner: string;
  readonly contributors: readonly string[];
  /** Codes of departments that are asked for their opinion. */
  readonly consulted: readonly string[];
  /** Codes of departments that are to contribute, and do not. */
  readonly awaited: readonly string[];
  readonly weight: number;
  readonly status: 'PLANNED' | 'ACTIVE' | 'ACHIEVED';
}

type Child = [
  title: string,
  owner: string,
  contributors: string,
  weight: number,
  more?: Partial<ObjectivePlan>,
];

const branch = (
  key: string,
  title: string,
  owner: string,
  weight: number,
  children: readonly Child[],
): ObjectivePlan[] => {
  const externalId = `objective-${key}`;
  const top: ObjectivePlan = {
    externalId,
    title,
    parent: null,
    owner,
    contributors: [],
    consulted: [],
    awaited: [],
    weight,
    status: 'ACTIVE',
  };
  const below = children.map(
    ([title, owner, contributors, weight, more], i): ObjectivePlan => ({
      externalId: `${externalId}-${i + 1}`,
      title,
      parent: externalId,
      owner,
      contributors: contributors.split(' ').filter(Boolean),
      consulted: [],
      awaited: [],
      weight,
      status: 'ACTIVE',
      ...more,
    }),
  );
  return [top, ...below];
};

const [responsible, ...contributing] = story.sharingDepartments;
const [, awaited] = story.missingLink;

/** Thirty objectives: six of the whole organisation, each with four below it. */
export const objectivePlans: readonly ObjectivePlan[] = [
  ...branch('asia', 'Grow in Asia', 'COM', 25, [
    [
      'Launch in Japan',
      responsible,
      contributing.join(' '),
      40,
      { externalId: story.sharedObjective, consulted: ['FIN'] },
    ],
    ['Open the Singapore office', 'OPS', 'FIN', 20],
    ['Partner programme for resellers', 'COM', 'MKT', 25],
    ['Support in five languages', 'SUP', 'OPS', 15],
  ]),
  ...branch('reliable', 'A platform that never sleeps', 'ENG', 20, [
    ['Run in three regions', 'PLT', 'OPS', 35],
    ['Recover from an outage in five minutes', 'PLT', 'SUP', 25, { consulted: ['OPS'] }],
    ['Retire the ledger mainframe', 'PLT', 'FIN', 25, { externalId: story.rareSkillObjective }],
    ['One sign-in for all products', 'ENG', 'PLT MOB', 15],
  ]),
  ...branch('data', 'Decisions from data', 'DAT', 15, [
    ['One source of truth for revenue', 'DAT', 'FIN COM', 40],
    ['Forecast demand every week', 'DAT', 'OPS', 25],
    ['An experiment in every release', 'DAT', 'PRD', 20],
    [
      'Dashboards that need no help',
      'DAT',
      '',
      15,
      { externalId: story.missingLinkObjective, awaited: [awaited] },
    ],
  ]),
  ...branch('product', 'A product people recommend', 'PRD', 20, [
    ['Onboarding in ten minutes', 'PRD', 'DSG MOB', 35],
    ['Accessible by default', 'DSG', 'MOB', 25, { consulted: ['SUP'] }],
    ['A design system for every team', 'DSG', '', 20, { status: 'ACHIEVED' }],
    ['A new shell for the mobile apps', 'MOB', 'DSG', 20],
  ]),
  ...branch('known', 'Known where it counts', 'MKT', 10, [
    ['Annual customer conference', 'MKT', 'COM', 30],
    ['Case studies from every region', 'MKT', '', 20, { status: 'PLANNED' }],
    ['Renewals above 95 percent', 'COM', 'SUP', 30],
    ['Pricing for small teams', 'COM', 'PRD FIN', 20, { status: 'PLANNED' }],
  ]),
  ...branch('people', 'A good place to work', 'HQ', 10, [
    ['Hire forty engineers', 'FIN', 'ENG', 30],
    ['Close the books in five days', 'FIN', '', 25],
    ['Certified for information security', 'OPS', 'PLT ENG', 25],
    ['A mentor for every newcomer', 'HQ', 'FIN', 20],
  ]),
];
