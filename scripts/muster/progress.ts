import { progress } from '@clack/prompts';

export const count = (value: number): string => value.toLocaleString('en');

/** A bar with rate and time left; only where somebody watches. */
export function progressBar(total: number, what: string) {
  if (!process.stderr.isTTY || total === 0) return { advance: () => {}, stop: () => {}, wait: undefined };
  const bar = progress({ max: total, size: 40, output: process.stderr });
  const startedAt = performance.now();
  let done = 0;
  bar.start(what);
  return {
    advance(rows: number): void {
      done += rows;
      const rate = done / ((performance.now() - startedAt) / 1_000);
      const secondsLeft = Math.ceil((total - done) / rate);
      bar.advance(
        rows,
        `${what}: ${count(done)} of ${count(total)}, ${count(Math.round(rate))} rows/s, ${secondsLeft} s left`,
      );
    },
    /** For points, in the place of rate and time left. */
    wait(seconds: number): void {
      bar.message(`${what}: ${count(done)} of ${count(total)}, waiting ${seconds} s for points`);
    },
    stop(message: string): void {
      bar.stop(message);
    },
  };
}
