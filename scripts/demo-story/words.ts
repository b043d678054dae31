import type { Change } from './subscriber.js';

/** One act of the story: who does what. */
export const act = (who: string, what: string) => console.log(`\n${who}: ${what}`);

export const tell = (line: string) => console.log(`  ${line}`);

const total = (days: readonly (number | null)[]) =>
  days.reduce<number>((sum, minutes) => sum + (minutes ?? 0), 0);

/** Minutes as hours, such as `7.5 h`. */
export const hours = (minutes: number | null) =>
  minutes === null ? 'unknown' : `${(minutes / 60).toLocaleString('en', { maximumFractionDigits: 1 })} h`;

/** What a subscriber reads in a message, week by week. */
export function tellChange({ cause, lines }: Change): void {
  tell(`${cause}`);
  for (const { worker, week, before, after } of lines) {
    const step = (measure: 'confirmedMinutes' | 'tentativeMinutes' | 'freeMinutes') =>
      `${hours(total(before[measure]))} -> ${hours(total(after[measure]))}`;
    tell(
      `  ${worker?.name}, week of ${week}: tentative ${step('tentativeMinutes')}, confirmed ${step('confirmedMinutes')}, free ${step('freeMinutes')}`,
    );
  }
}

export interface Certificate {
  readonly overbookings: readonly {
    readonly from: string;
    readonly to: string;
    readonly minutesOver: number;
    readonly availableMinutes: number;
    readonly lines: readonly { readonly minutes: number; readonly assignmentId: string | null }[];
  }[];
}

/** Why an overbooking was refused. */
export function tellCertificate({ overbookings }: Certificate): void {
  const [first] = overbookings;
  if (!first) return;
  const { from, to, minutesOver, availableMinutes, lines } = first;
  tell(`From ${from} to ${to} there are ${hours(availableMinutes)}, and ${hours(minutesOver)} too many:`);
  for (const { minutes, assignmentId } of lines)
    tell(`  ${hours(minutes)} must be worked then for ${assignmentId ?? 'other assignments'}`);
  if (overbookings.length > 1) tell(`and ${overbookings.length - 1} more such days or weeks`);
}
