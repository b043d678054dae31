import type { PlaceName } from './places.js';

export interface DepartmentPlan {
  readonly code: string;
  readonly name: string;
  /** Code of the department above it. */
  readonly parent: string | null;
  /** How many people are employed in it. */
  readonly staff: number;
  /** Where they live; the first is where the department is. */
  readonly places: readonly PlaceName[];
  readonly titles: readonly string[];
  readonly skills: readonly string[];
}

/** Twelve departments under one roof, 240 people employed in them. */
export const departmentPlans: readonly DepartmentPlan[] = [
  {
    code: 'HQ',
    name: 'Executive Office',
    parent: null,
    staff: 6,
    places: ['geneva', 'zurich'],
    titles: ['Chief of staff', 'Executive assistant', 'Strategy lead', 'Programme director'],
    skills: ['Agile delivery', 'Financial modelling', 'French'],
  },
  {
    code: 'ENG',
    name: 'Engineering',
    parent: 'HQ',
    staff: 14,
    places: ['zurich', 'berlin', 'warsaw'],
    titles: ['Software architect', 'Engineering manager', 'Security engineer', 'Release engineer'],
    skills: ['TypeScript', 'Go', 'Security engineering', 'Test automation', 'Agile delivery'],
  },
  {
    code: 'PLT',
    name: 'Platform',
    parent: 'ENG',
    staff: 34,
    places: ['berlin', 'warsaw', 'berlin', 'zurich'],
    titles: ['Platform engineer', 'Site reliability engineer', 'Backend developer', 'Database engineer'],
    skills: ['Go', 'Kubernetes', 'SQL', 'Incident response', 'Security engineering', 'TypeScript'],
  },
  {
    code: 'MOB',
    name: 'Mobile Apps',
    parent: 'ENG',
    staff: 28,
    places: ['lisbon', 'tokyo', 'lisbon', 'saoPaulo'],
    titles: ['iOS developer', 'Android developer', 'Mobile test engineer', 'Mobile lead'],
    skills: ['Kotlin', 'Swift', 'Test automation', 'TypeScript', 'Japanese'],
  },
  {
    code: 'DAT',
    name: 'Data & Analytics',
    parent: 'ENG',
    staff: 26,
    places: ['mumbai', 'london', 'mumbai', 'warsaw'],
    titles: ['Data engineer', 'Data scientist', 'Analytics engineer', 'Data product manager'],
    skills: ['SQL', 'Machine learning', 'Financial modelling', 'TypeScript'],
  },
  {
    code: 'DSG',
    name: 'Design',
    parent: 'HQ',
    staff: 18,
    places: ['newYork', 'losAngeles', 'tokyo', 'berlin'],
    titles: ['Product designer', 'UX researcher', 'Design systems designer', 'Content designer'],
    skills: ['Interaction design', 'Design systems', 'UX research', 'Copywriting', 'Japanese'],
  },
  {
    code: 'PRD',
    name: 'Product Management',
    parent: 'HQ',
    staff: 16,
    places: ['london', 'zurich', 'newYork'],
    titles: ['Product manager', 'Senior product manager', 'Product analyst', 'Delivery manager'],
    skills: ['Product discovery', 'Agile delivery', 'SQL', 'UX research'],
  },
  {
    code: 'OPS',
    name: 'Operations',
    parent: 'HQ',
    staff: 16,
    places: ['singapore', 'dubai', 'sydney'],
    titles: ['Operations manager', 'Vendor manager', 'Facilities lead', 'Compliance officer'],
    skills: ['Incident response', 'Agile delivery', 'Security engineering'],
  },
  {
    code: 'SUP',
    name: 'Customer Support',
    parent: 'OPS',
    staff: 30,
    places: ['manila', 'nairobi', 'tokyo', 'manila'],
    titles: ['Support specialist', 'Support engineer', 'Customer success manager', 'Support team lead'],
    skills: ['Customer onboarding', 'Incident response', 'French', 'Japanese', 'Spanish'],
  },
  {
    code: 'COM',
    name: 'Commercial',
    parent: 'HQ',
    staff: 22,
    places: ['newYork', 'saoPaulo', 'london'],
    titles: ['Account executive', 'Sales engineer', 'Partner manager', 'Revenue operations analyst'],
    skills: ['Negotiation', 'Customer onboarding', 'Spanish', 'Financial modelling'],
  },
  {
    code: 'MKT',
    name: 'Marketing',
    parent: 'COM',
    staff: 16,
    places: ['london', 'tokyo', 'newYork'],
    titles: ['Content strategist', 'Brand manager', 'Growth marketer', 'Event producer'],
    skills: ['Copywriting', 'Negotiation', 'Japanese'],
  },
  {
    code: 'FIN',
    name: 'Finance & People',
    parent: 'HQ',
    staff: 14,
    places: ['geneva', 'zurich', 'singapore'],
    titles: ['Financial controller', 'People partner', 'Payroll specialist', 'Recruiter'],
    skills: ['Financial modelling', 'Negotiation', 'French'],
  },
];

/** Twenty-four skills by category; `Localisation` and `COBOL` are part of the story. */
export const skillCategories: Readonly<Record<string, readonly string[]>> = {
  Engineering: [
    'TypeScript',
    'Go',
    'Kotlin',
    'Swift',
    'Kubernetes',
    'Security engineering',
    'Test automation',
    'COBOL',
  ],
  Data: ['SQL', 'Machine learning'],
  Design: ['Interaction design', 'Design systems', 'UX research', 'Localisation'],
  Business: ['Product discovery', 'Agile delivery', 'Financial modelling', 'Negotiation'],
  Customers: ['Customer onboarding', 'Incident response', 'Copywriting'],
  Languages: ['French', 'Spanish', 'Japanese'],
};
