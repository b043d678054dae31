import type { Report } from './report.js';
import { measureBroadcast } from './stream/broadcast.js';
import { measureIdle, measureScopes, measureWrites } from './stream/feeding.js';
import { Place } from './stream/place.js';

type Measure = (report: Report, place: Place) => Promise<void>;

const MEASURES: Readonly<Record<string, Measure>> = {
  'one topic, 1000 subscribers': (report, place) => measureBroadcast(report, place, 1_000),
  'one topic, 5000 subscribers': (report, place) => measureBroadcast(report, place, 5_000),
  '200 scopes': measureScopes,
  writes: measureWrites,
  memory: measureIdle,
};

/** A crowd that follows changes, on PostgreSQL, its servers and clients in processes of their own: what `only` is part of. */
export async function benchStream(report: Report, only: string): Promise<void> {
  const place = await Place.open();
  try {
    for (const [name, measure] of Object.entries(MEASURES))
      if (name.includes(only)) await measure(report, place);
  } finally {
    await place.stop();
  }
}
