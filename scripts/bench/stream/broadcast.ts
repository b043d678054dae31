import { median } from '../load.js';
import type { Report } from '../report.js';
import { Crowd, type Kind } from './crowd.js';
import { DEPARTMENTS, type Place } from './place.js';

const WARM_UP = 5;
const ROUNDS = 60;
/** The stock server takes seconds for each. */
const STOCK_ROUNDS = 5;

/** What one change costs the server for each who follows it, and how long it takes to reach the last of them. */
interface Figures {
  readonly cpuMicroseconds: number;
  readonly milliseconds: number;
}

/**
 * One change told to a crowd: by Muster and by a bare broadcast of a ready string of the same size, by turns, so that
 * whatever else the machine does is borne by both; then by graphql-ws as its manual has it.
 */
export async function measureBroadcast(report: Report, place: Place, count: number): Promise<void> {
  const name = `one topic, ${count} subscribers`;
  const { muster, bare } = await measureByTurns(place, count);
  const stock = await measureStock(place, count);
  report.add(name, 'CPU', muster.cpuMicroseconds, 'us/msg', bare.cpuMicroseconds);
  report.add(`${name}, stock graphql-ws`, 'CPU', stock.cpuMicroseconds, 'us/msg', bare.cpuMicroseconds);
  report.add(name, 'to the last', muster.milliseconds, 'ms', bare.milliseconds);
  report.add(`${name}, stock graphql-ws`, 'to the last', stock.milliseconds, 'ms', bare.milliseconds);
}

async function measureByTurns(place: Place, count: number): Promise<{ muster: Figures; bare: Figures }> {
  const muster = await joined('muster', place, count);
  const bare = await joined('bare', place, count);
  try {
    let say = '';
    const [costOfMuster, costOfBare] = [new Cost(muster, count), new Cost(bare, count)];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      if (round === WARM_UP) for (const cost of [costOfMuster, costOfBare]) cost.forget();
      const bytes = await costOfMuster.add(() => place.change(1, round % DEPARTMENTS));
      if (say.length !== bytes) say = 'x'.repeat(bytes);
      await costOfBare.add(() => bare.server.tell({ say }));
    }
    return { muster: costOfMuster.figures, bare: costOfBare.figures };
  } finally {
    await Promise.all([muster.stop(), bare.stop()]);
  }
}

async function measureStock(place: Place, count: number): Promise<Figures> {
  const stock = await joined('stock', place, count);
  try {
    const cost = new Cost(stock, count);
    await cost.add(() => place.change(1, 0));
    cost.forget();
    for (let round = 0; round < STOCK_ROUNDS; round++) await cost.add(() => place.change(1, round));
    return cost.figures;
  } finally {
    await stock.stop();
  }
}

async function joined(kind: Kind, place: Place, count: number): Promise<Crowd> {
  const crowd = await Crowd.open(kind, place.url);
  await crowd.join(count);
  return crowd;
}

/** Of so many rounds, each of one message to everybody. */
class Cost {
  #cpuMicroseconds = 0;
  #times: number[] = [];

  constructor(
    readonly crowd: Crowd,
    readonly count: number,
  ) {}

  /** Answers the size of the message in bytes. */
  async add(work: () => unknown): Promise<number> {
    const before = await this.crowd.cpuMicroseconds();
    const { milliseconds, bytes } = await this.crowd.received(this.count, work);
    this.#cpuMicroseconds += (await this.crowd.cpuMicroseconds()) - before;
    this.#times.push(milliseconds);
    return bytes;
  }

  forget(): void {
    this.#cpuMicroseconds = 0;
    this.#times = [];
  }

  get figures(): Figures {
    return {
      cpuMicroseconds: this.#cpuMicroseconds / this.#times.length / this.count,
      milliseconds: median(this.#times),
    };
  }
}
