import { createHash } from 'node:crypto';
import type { Viewer } from '../graphql/context.js';

interface Prints {
  readonly rights: string;
  readonly worker: string;
}

const known = new WeakMap<Viewer, Prints>();

/** The same for all who have the same rights: they see the same, but for what is their own worker's. */
export const rightsOf = (viewer: Viewer): string => printsOf(viewer).rights;

/** The same for all who are the same worker, of the same departments. */
export const workerOf = (viewer: Viewer): string => printsOf(viewer).worker;

function printsOf(viewer: Viewer): Prints {
  let prints = known.get(viewer);
  if (!prints) {
    const { accountId: _, subject: __, workerId, departments, ...rights } = viewer;
    prints = { rights: digest(rights), worker: digest({ workerId, departments }) };
    known.set(viewer, prints);
  }
  return prints;
}

function digest(facts: object): string {
  const named = Object.entries(facts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, value instanceof Set ? [...value].sort() : value]);
  return createHash('sha256').update(JSON.stringify(named)).digest('base64url');
}
