import { standingById } from '../auth/grants.js';
import { canEditNote, canWriteNote } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import { Objective } from '../objectives/objective.js';
import { Note, type NoteKind } from './note.js';

interface Link {
  url: string;
  title?: string | null | undefined;
}

interface Written {
  objectiveId: string;
  kind: NoteKind;
  title: string;
  text: string;
  links: readonly Link[];
}

/** Writes something down about an objective. @throws UserError BAD_USER_INPUT (URL), NOT_FOUND, FORBIDDEN */
export async function noteCreate(ctx: Context, { objectiveId, ...written }: Written): Promise<Note> {
  const links = checkedLinks(written.links);
  const objective = await ctx.em.findOne(Objective, { id: objectiveId });
  if (!objective) throw notFound('Objective', objectiveId);
  authorize(canWriteNote(ctx.viewer, { ...objective, ...(await takingPart(ctx, objectiveId)) }));
  // Whoever may write is a person, or a client: somebody with an account.
  const note = ctx.em.create(Note, { ...written, objectiveId, links, authorId: ctx.viewer.accountId! });
  await ctx.em.flush();
  await record(ctx, 'NOTE_CREATED', note, null);
  return note;
}

interface Seen {
  id: string;
  expectedVersion: number;
}

/**
 * Changes what is given of a note in use, and leaves the rest.
 * @throws UserError BAD_USER_INPUT (REQUIRED, URL), NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, NOTE_ARCHIVED)
 */
export async function noteUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: Seen & Partial<Omit<Written, 'objectiveId'>>,
): Promise<Note> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  requireValues(given);
  const links = changes.links && checkedLinks(changes.links);
  const note = await lockNote(ctx, { id, expectedVersion });
  if (note.archivedAt)
    throw new UserError('CONFLICT', 'A note that is archived is not changed any more.', {
      reason: 'NOTE_ARCHIVED',
    });
  return changing(ctx, 'NOTE_UPDATED', note, () =>
    ctx.em.assign(note, { ...given, ...(links && { links }) }),
  );
}

/** Takes a note out of use, for good. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION) */
export async function noteArchive(ctx: Context, seen: Seen): Promise<Note> {
  const note = await lockNote(ctx, seen);
  if (note.archivedAt) return note;
  return changing(ctx, 'NOTE_ARCHIVED', note, () => {
    note.archivedAt = ctx.now();
  });
}

/** The note, locked to the end of the transaction, for who may edit it. */
async function lockNote(ctx: Context, { id, expectedVersion }: Seen): Promise<Note> {
  await ctx.rows('note.lock', 'select id from note where id = $1::uuid for no key update', [id]);
  const note = await ctx.em.findOne(Note, { id }, { refresh: true });
  if (!note) throw notFound('Note', id);
  authorize(canEditNote(ctx.viewer, note));
  expectVersion(note, expectedVersion);
  return note;
}

const CONTRIBUTORS = `select department_id as "departmentId" from contribution where objective_id = $1::uuid`;

/** Which departments take part in an objective, and whether the viewer works for it. */
async function takingPart(ctx: Context, objectiveId: string) {
  const contributions = await ctx.rows<{ departmentId: string }>('note.contributors', CONTRIBUTORS, [
    objectiveId,
  ]);
  const { workerId } = ctx.viewer;
  const standing = workerId === null ? null : await standingById.load(ctx, workerId);
  return {
    contributorIds: contributions.map(({ departmentId }) => departmentId),
    isWorkedOn: standing?.objectiveIds.includes(objectiveId) ?? false,
  };
}

/** @throws UserError BAD_USER_INPUT (REQUIRED) for what cannot be null */
function requireValues(given: object): void {
  const faults = new Faults();
  for (const [field, value] of Object.entries(given))
    faults.require(value !== null, ['input', field], 'REQUIRED', `A note has a ${field}: it cannot be null.`);
  faults.throwIfAny();
}

const PROTOCOLS = ['https:', 'http:'];

/** The links in one form. @throws UserError BAD_USER_INPUT (URL) for each that is none of the web, or names a user */
function checkedLinks(links: readonly Link[]) {
  const faults = new Faults();
  for (const [index, { url: text }] of links.entries()) {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isOfTheWeb = url !== null && PROTOCOLS.includes(url.protocol);
    faults.require(
      isOfTheWeb && url.username === '' && url.password === '',
      ['input', 'links', index, 'url'],
      'URL',
      'A link begins with https:// or http://, and names no user.',
    );
  }
  faults.throwIfAny();
  return links.map(({ url, title }) => ({ url, title: title ?? null }));
}

async function changing(ctx: Context, kind: string, note: Note, change: () => void): Promise<Note> {
  const before = loggedFacts(note);
  change();
  await ctx.em.flush();
  if (note.version !== before.version) await record(ctx, kind, note, before);
  return note;
}

/** What the log keeps: no texts, so that they can be erased. */
const loggedFacts = ({ objectiveId, kind, links, archivedAt, version }: Note) => ({
  objectiveId,
  kind,
  linkCount: links.length,
  isArchived: archivedAt !== null,
  version,
});

const record = (ctx: Context, kind: string, note: Note, before: ReturnType<typeof loggedFacts> | null) =>
  recordChange(ctx, { kind, subjectType: 'Note', subjectId: note.id, before, after: loggedFacts(note) });
