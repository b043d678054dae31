import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignmentDays,
  departmentDays,
  KNOWN,
  MEASURES,
  type Measure,
  workerDays,
} from '../../src/capacity/calendar.js';
import { GroupSums } from '../../src/capacity/calendar-sums.js';
import { BUCKET_UNITS, bucketsOf, type DateRange, includesDate } from '../../src/time/date-range.js';
import { addDays } from '../../src/time/local-date.js';
import { day, percent, total } from './ada.js';
import { ALL_DAYS, anyDate, anyFacts, anyRange, dayMinutes, eachDate, knownFacts } from './any-facts.js';
import { readAloud, seatBySeat } from './read-aloud.js';

describe('always', () => {
  it('a day is what CAPACITY.md says it is', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const days = workerDays(facts, range);
        const plainDay = readAloud(facts);
        for (const [i, date] of eachDate(range).entries()) {
          const { state, ...minutes } = plainDay(date);
          expect(days.states[i]).toBe(state);
          for (const [measure, expected] of Object.entries(minutes)) {
            expect(days[measure as Measure][i], `${measure} on ${date}`).toBe(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('free - overAllocated = effective - confirmed and contracted = holiday + timeOff + effective, for worker and departments', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const days = workerDays(facts, ALL_DAYS);
        for (const part of [days, ...departmentDays(facts, days)]) {
          expect(Math.min(...MEASURES.flatMap((measure) => [...part[measure]]))).toBe(0);
          const byDay = (minutes: (i: number) => number) => [...part.states.keys()].map(minutes);
          expect([...part.contracted]).toEqual(
            byDay((i) => part.holiday[i]! + part.timeOff[i]! + part.effective[i]!),
          );
          const isKnown = (i: number) => part.states[i] === KNOWN;
          expect(byDay((i) => (isKnown(i) ? part.free[i]! - part.overAllocated[i]! : 0))).toEqual(
            byDay((i) => (isKnown(i) ? part.effective[i]! - part.confirmed[i]! : 0)),
          );
          expect(Math.max(...byDay((i) => Math.min(part.free[i]!, part.overAllocated[i]!)))).toBe(0);
        }
      }),
    );
  });

  it('the shares of departments add up to the worker, for every measure', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const days = workerDays(facts, range);
        const lines = departmentDays(facts, days);
        for (const measure of MEASURES) {
          const sums = [...days[measure].keys()].map((i) => total(lines.map((line) => line[measure][i]!)));
          expect(sums, measure).toEqual([...days[measure]]);
        }
      }),
    );
  });

  it('a department has s() of every running sum', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const days = workerDays(facts, ALL_DAYS);
        const lines = departmentDays(facts, days);
        for (const [i, date] of eachDate(ALL_DAYS).entries()) {
          const today = facts.memberships
            .filter((membership) => includesDate(membership, date))
            .sort((a, b) => (a.departmentId < b.departmentId ? -1 : 1));
          const weights = [
            ...today.map(({ share }) => share),
            10_000 - total(today.map(({ share }) => share)),
          ];
          const s = (minutes: number) => seatBySeat(minutes, weights);
          const effective = s(days.effective[i]!);
          const confirmed = s(days.confirmed[i]!);
          const worked = s(days.effective[i]! + days.timeOff[i]!);
          for (const [k, departmentId] of [...today.map((m) => m.departmentId), null].entries()) {
            if (weights[k] === 0) continue;
            const line = lines.find((line) => line.departmentId === departmentId)!;
            expect(line.effective[i]).toBe(effective[k]);
            expect(line.confirmed[i]).toBe(confirmed[k]);
            expect(line.timeOff[i]).toBe(worked[k]! - effective[k]!);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('the lines of assignments add up to the worker and to each of his departments', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, (facts, range) => {
        const days = workerDays(facts, range);
        const lines = assignmentDays(facts, days);
        const ofFirmness = (firmness: string) =>
          lines.filter(({ assignment }) => assignment.firmness === firmness);
        for (const [measure, firmness] of [
          ['confirmed', 'HARD'],
          ['tentative', 'SOFT'],
        ] as const) {
          for (let i = 0; i < days.length; i++) {
            expect(total(ofFirmness(firmness).map(({ minutes }) => minutes[i]!))).toBe(days[measure][i]);
            for (const department of departmentDays(facts, days)) {
              const minutes = ofFirmness(firmness).map(({ departments }) => {
                const line = departments.find(
                  ({ departmentId }) => departmentId === department.departmentId,
                )!;
                expect(line.minutes[i]).toBeGreaterThanOrEqual(0);
                return line.minutes[i]!;
              });
              expect(total(minutes)).toBe(department[measure][i]);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('splitting a range never changes its days or its sum', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, anyDate, (facts, range, cut) => {
        fc.pre(range.from <= cut && cut < range.to);
        const halves = [
          { from: range.from, to: cut },
          { from: addDays(cut, 1), to: range.to },
        ].map((half) => workerDays(facts, half));
        const whole = workerDays(facts, range);
        for (const measure of MEASURES) {
          expect(halves.flatMap((half) => [...half[measure]])).toEqual([...whole[measure]]);
        }
        for (const { departmentId, ...line } of departmentDays(facts, whole)) {
          const parts = halves.flatMap((half) =>
            departmentDays(facts, half).filter((part) => part.departmentId === departmentId),
          );
          for (const measure of MEASURES) {
            expect(total(parts.map((part) => total(part[measure])))).toBe(total(line[measure]));
          }
        }
      }),
    );
  });

  it('bucket sums agree whichever bucket is asked for', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 3 }), anyRange, (workers, range) => {
        const sumsBy = (buckets: DateRange[]) => {
          const group = new GroupSums(buckets);
          for (const facts of workers) group.addWorker([workerDays(facts, ALL_DAYS)]);
          return group.sums();
        };
        const [whole] = sumsBy([range]);
        for (const unit of BUCKET_UNITS) {
          const sums = sumsBy(bucketsOf(range, unit));
          for (const measure of [...MEASURES, 'unknownConfirmed'] as const) {
            expect(total(sums.map((sum) => sum[measure] ?? 0))).toBe(whole![measure] ?? 0);
          }
          expect(sums.every(({ effective }) => effective === null)).toBe(whole!.effective === null);
        }
      }),
    );
  });

  it('percents that sum to at most 100 are never over', () => {
    const anyPercents = fc
      .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 6 })
      .map((weights) => {
        const sum = Math.max(10_000, total(weights));
        return weights.map((weight) => Math.floor((weight * 10_000) / sum));
      });
    fc.assert(
      fc.property(knownFacts, anyPercents, (facts, percents) => {
        const assignments = percents.map((hundredths, i) => percent(`p${i}`, hundredths, ALL_DAYS));
        expect(total(workerDays({ ...facts, assignments }, ALL_DAYS).overAllocated)).toBe(0);
      }),
    );
  });

  it('leave on days without work costs nothing', () => {
    fc.assert(
      fc.property(knownFacts, anyDate, fc.option(dayMinutes), (facts, date, minutesPerDay) => {
        const before = workerDays(facts, day(date));
        fc.pre(before.contracted[0] === 0);
        const timeOff = [...facts.timeOff, { from: date, to: date, minutesPerDay }];
        expect(workerDays({ ...facts, timeOff }, day(date))).toEqual(before);
      }),
    );
  });
});
