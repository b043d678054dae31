import { type LocalDate, localDate } from '../time/local-date.js';
import { KNOWN, type MeasuredDays } from './calendar-days.js';

export interface LoadedDay {
  date: LocalDate;
  confirmedMinutes: number;
  effectiveMinutes: number;
}

export interface EvenLoad {
  /** The day with the most confirmed by effective minutes, the first of several; null if none has effective ones. */
  peak: LoadedDay | null;
  /** Days with confirmed but no effective minutes, which are in no ratio. */
  withoutCapacity: LoadedDay[];
}

/** How full a worker's days are if his totals are spread evenly. Days of unknown capacity are left out. */
export function evenLoad({ firstDay, length, states, confirmed, effective }: MeasuredDays): EvenLoad {
  const withoutCapacity: LoadedDay[] = [];
  let peak = -1;
  const dayOf = (i: number): LoadedDay => ({
    date: localDate(firstDay + i),
    confirmedMinutes: confirmed[i]!,
    effectiveMinutes: effective[i]!,
  });
  for (let i = 0; i < length; i++) {
    if (states[i] !== KNOWN) continue;
    if (effective[i] === 0) {
      if (confirmed[i]! > 0) withoutCapacity.push(dayOf(i));
    } else if (peak < 0 || confirmed[i]! * effective[peak]! > confirmed[peak]! * effective[i]!) peak = i;
  }
  return { peak: peak < 0 ? null : dayOf(peak), withoutCapacity };
}
