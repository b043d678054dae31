import {
  DrawCapacityDocument,
  type DrawCapacityQuery,
  DrawStrategyDocument,
  type DrawStrategyQuery,
} from '../../schema/generated/operations.js';
import { addDays, monthEnd } from '../../src/time/local-date.js';
import { Api } from './api.js';
import { bar, columns } from './bars.js';
import { type ConnectionOptions, findConnection } from './connection.js';

export interface PictureOptions extends ConnectionOptions {
  /** The first day, and the last one; the coming month where both are absent. */
  from?: string;
  to?: string;
  first: number;
}

type KeyDepartment = DrawStrategyQuery['keyDepartments']['departments'][number];

const CELLS = 40;

/** Draws how busy departments are, the busiest first. */
export async function drawCapacity(options: PictureOptions): Promise<void> {
  const { api, range } = asking(options);
  const { capacity } = await api.ask(DrawCapacityDocument, { range });
  process.stdout.write(capacityPicture(capacity.lines, options.first));
}

/** Draws which departments the strategy rests on, and who ought to work together and does not. */
export async function drawStrategy(options: PictureOptions): Promise<void> {
  const { api, range } = asking(options);
  process.stdout.write(strategyPicture(await api.ask(DrawStrategyDocument, { range, first: options.first })));
}

function asking({ from, to, ...options }: PictureOptions) {
  const connection = findConnection(options);
  const first = from ?? addDays(monthEnd(new Date().toISOString().slice(0, 10)), 1);
  const range = { from: first, to: to ?? monthEnd(first) };
  return { api: new Api(connection.url, connection.tokenFor('manager')), range };
}

/** Hours that are confirmed, of those that there are; what is beyond them is shaded. */
export function capacityPicture(lines: DrawCapacityQuery['capacity']['lines'], most: number): string {
  const busiest = lines
    .filter(({ department, total }) => department && total.utilisationPercent !== null)
    .toSorted((a, b) => Number(b.total.utilisationPercent) - Number(a.total.utilisationPercent))
    .slice(0, most);
  if (busiest.length === 0) return 'Nobody has capacity in these days.\n';
  const hours = (minutes: number | null | undefined) => Math.round((minutes ?? 0) / 60);
  return columns(
    busiest.map(({ department, total: { utilisationPercent, confirmedMinutes, effectiveMinutes } }) => [
      department!.name,
      bar(Number(utilisationPercent) / 100, CELLS),
      `${utilisationPercent} %`.padStart(8),
      `${hours(confirmedMinutes)} of ${hours(effectiveMinutes)} h`,
    ]),
  );
}

/** The ranking by score, drawn against the first one's, with what it is made of; then who is missing to whom. */
export function strategyPicture({ keyDepartments, missingLinks }: DrawStrategyQuery): string {
  const { departments, ties, withheldTies, minimumPeople } = keyDepartments;
  if (departments.length === 0) return 'Nobody works on an objective in these days.\n';
  const highest = departments[0]!.score || 1;
  const ranking = departments.map((one) => [
    one.rank,
    one.department.name,
    bar(one.score / highest, CELLS / 2),
    one.score.toFixed(3),
    `${one.strategicSharePercent} %`.padStart(8),
    remarks(one),
  ]);
  const withheld = withheldTies
    ? `, and ${withheldTies} that fewer than ${minimumPeople} people make, withheld`
    : '';
  return `${columns([['', 'department', 'score', '', 'strategy', ''], ...ranking])}
Ties between departments: ${ties}${withheld}.
${missingPicture(missingLinks)}`;
}

function missingPicture({ links, missingPairs }: DrawStrategyQuery['missingLinks']): string {
  if (links.length === 0) return 'All who ought to work together do.\n';
  const rows = links.map(({ first, second, stakePercent, objectives, dependencies }) => [
    `${first.name} ─ ─ ${second.name}`,
    `${stakePercent} %`.padStart(8),
    [
      ...objectives.map(({ title }) => title),
      ...dependencies.map(({ objective, dependsOn }) => `${objective.title} ← ${dependsOn.title}`),
    ].join(', '),
  ]);
  return `Pairs that ought to work together and do not: ${missingPairs}. At stake of the strategy:\n\n${columns(rows)}`;
}

const remarks = ({ isArticulationPoint, soleSkills }: KeyDepartment) =>
  [
    isArticulationPoint && 'others fall apart without it',
    soleSkills.length > 0 && `alone has ${soleSkills.map(({ name }) => name).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ');
