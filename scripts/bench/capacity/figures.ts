import type { Report } from '../report.js';
import type { Times } from './timing.js';

/** The figures of an organisation of a certain size, and how they grow with it. */
export class Figures {
  static readonly #medians = new Map<string, Map<number, number>>();

  constructor(
    readonly report: Report,
    readonly people: number,
    /** Only cases whose name has it are wanted. */
    readonly only: string,
  ) {}

  wants(name: string): boolean {
    return name.includes(this.only);
  }

  nameOf(name: string): string {
    return `${name}, ${this.people} people`;
  }

  add(name: string, metric: string, value: number, unit: string, floor: number | null = null): void {
    this.report.add(this.nameOf(name), metric, value, unit, floor);
  }

  /** In milliseconds. */
  addTimes(name: string, own: Times, floor: Times): void {
    this.add(name, 'median', own.median, 'ms', floor.median);
    this.add(name, 'p95', own.p95, 'ms', floor.p95);
    this.add(name, 'p99', own.p99, 'ms', floor.p99);
    const medians = Figures.#medians.get(name) ?? new Map<number, number>();
    Figures.#medians.set(name, medians.set(this.people, own.median));
  }

  /** From the smallest organisation to the largest, the ratio of values by the ratio of people: 1 is linear. */
  static addGrowth(report: Report): void {
    for (const [name, medians] of Figures.#medians) {
      const sizes = [...medians.keys()].sort((a, b) => a - b);
      const [least, most] = [sizes[0]!, sizes.at(-1)!];
      if (least === most) continue;
      const growth = medians.get(most)! / medians.get(least)! / (most / least);
      report.add(`${name}, ${least} to ${most} people`, 'growth', growth, 'linear');
    }
  }
}
