import {
  StoryAvailableDocument,
  StoryCancelDocument,
  StoryConfirmDocument,
  StoryPlacesDocument,
  StoryPreviewDocument,
  StoryProposeDocument,
  StoryUtilisationDocument,
} from '../../schema/generated/operations.js';
import { story } from '../../seeds/story.js';
import { addDays, monthEnd } from '../../src/time/local-date.js';
import { Api, Refusal } from '../muster/api.js';
import type { Connection } from '../muster/connection.js';
import { Failure } from '../muster/failure.js';
import { Subscriber } from './subscriber.js';
import { act, type Certificate, hours, tell, tellCertificate, tellChange } from './words.js';

interface Scene {
  readonly lead: Api;
  readonly hr: Api;
  readonly subscriber: Subscriber;
  readonly department: { id: string; name: string };
  readonly objective: { id: string; title: string };
  readonly range: { from: string; to: string };
}

interface Seen {
  readonly id: string;
  readonly version: number;
}

/**
 * The story of the demo, told by what its people see of the API. In the end its assignments are cancelled, so that it
 * can be told again.
 * @throws Failure where it does not go as told
 */
export async function play({ url, tokenFor }: Connection, now: Date): Promise<void> {
  const from = addDays(monthEnd(now.toISOString().slice(0, 10)), 1);
  const range = { from, to: monthEnd(from) };
  const lead = new Api(url, tokenFor('lead'));
  const { department, objective } = await places(lead);
  const subscriber = new Subscriber(url, tokenFor('client'), { departmentId: department.id, range });
  try {
    act('Staffing board', `follows the capacity of ${department.name} from ${range.from} to ${range.to}`);
    await subscriber.next(({ kind }) => kind === 'CAUGHT_UP');
    tell('connected, nothing new so far');
    await staff({ lead, hr: new Api(url, tokenFor('hr')), subscriber, department, objective, range });
  } finally {
    subscriber.leave();
  }
}

async function places(lead: Api) {
  const { freelancersDepartment: code, sharedObjective } = story;
  const found = await lead.ask(StoryPlacesDocument, { code, objective: sharedObjective });
  const [objective] = found.objectives.nodes;
  if (!found.departmentByCode || !objective)
    throw new Failure('The demo organisation is not there: the story is told by a server in demo mode.');
  return { department: found.departmentByCode, objective };
}

async function staff(scene: Scene): Promise<void> {
  const { lead, objective, range } = scene;
  const worker = await findFreelancer(scene);
  const input = { workerId: worker.id, objectiveId: objective.id, ...range, role: 'Localisation' };
  const load = await halfOfHim(scene, input);
  await tellUtilisation(scene, worker, 'before');
  const confirmed = await assign(scene, worker, { ...input, ...load });
  await tellUtilisation(scene, worker, 'after');
  const refused = await overbook(scene, worker, input);

  act('Project lead', 'takes both back, so that the story can be told again');
  for (const { id, version } of [confirmed, refused])
    await lead.ask(StoryCancelDocument, { input: { id, expectedVersion: version } });
  await expectChange(scene, worker, 'ASSIGNMENT_CANCELLED');
}

async function findFreelancer({ lead, range }: Scene) {
  const { wantedSkills, wantedLevel } = story;
  act('Project lead', `who works remotely, is free and knows ${wantedSkills.join(' and ')}?`);
  const { availableWorkers } = await lead.ask(StoryAvailableDocument, {
    range,
    skills: [...wantedSkills],
    minLevel: wantedLevel,
  });
  for (const { score, worker, reasons } of availableWorkers.nodes) {
    tell(`${worker.name} (${worker.timeZone}), ${score} points`);
    for (const { text } of reasons) tell(`  ${text}`);
  }
  const [best] = availableWorkers.nodes;
  if (!best) throw new Failure('No freelancer who is fit for it is free next month.');
  return best.worker;
}

/** What is proposed: half of the freelancer's days. */
async function halfOfHim(
  { lead }: Scene,
  input: { workerId: string; objectiveId: string; from: string; to: string },
) {
  const load = { minutesPerDay: 240 };
  act('Project lead', 'would four hours a day fit?');
  const { assignmentPreview: preview } = await lead.ask(StoryPreviewDocument, {
    input: { ...input, ...load },
  });
  tell(
    `${preview.fits ? 'Yes' : 'No'}: ${hours(preview.plannedMinutes)} planned, free time goes from ${hours(preview.freeMinutesBefore)} to ${hours(preview.freeMinutesAfter)}`,
  );
  if (!preview.fits)
    throw new Failure('It does not fit: something else was assigned since the demo was seeded.');
  return load;
}

interface Proposal {
  workerId: string;
  objectiveId: string;
  from: string;
  to: string;
  role: string;
  minutesPerDay: number;
}

async function assign(scene: Scene, worker: { id: string; name: string }, input: Proposal): Promise<Seen> {
  const { lead, objective } = scene;
  act('Project lead', `proposes ${worker.name} for "${objective.title}"`);
  const { assignmentPropose: proposed } = await lead.ask(StoryProposeDocument, { input });
  await expectChange(scene, worker, 'ASSIGNMENT_PROPOSED');
  act('Project lead', 'confirms');
  const { assignmentConfirm: confirmed } = await lead.ask(StoryConfirmDocument, {
    input: { id: proposed.id, expectedVersion: proposed.version },
  });
  await expectChange(scene, worker, 'ASSIGNMENT_CONFIRMED');
  return confirmed;
}

async function expectChange({ subscriber }: Scene, worker: { id: string }, cause: string): Promise<void> {
  const change = await subscriber.next(
    (one) => one.cause === cause && one.lines.some((line) => line.worker?.id === worker.id),
  );
  act('Staffing board', 'is told');
  tellChange(change);
}

async function tellUtilisation(
  { hr, department, range }: Scene,
  worker: { id: string; name: string },
  when: string,
) {
  const loads = await hr.ask(StoryUtilisationDocument, {
    range,
    workerIds: [worker.id],
    departmentId: department.id,
  });
  act('HR', `how much is taken, ${when}?`);
  for (const [name, { lines }] of [
    [worker.name, loads.worker],
    [department.name, loads.department],
  ] as const) {
    const { confirmedMinutes, effectiveMinutes, utilisationPercent } = lines[0]!.total;
    tell(`${name}: ${utilisationPercent} % (${hours(confirmedMinutes)} of ${hours(effectiveMinutes)})`);
  }
}

/** Asks for whole days on top, which cannot be: answers the proposal, which stays one. */
async function overbook(
  scene: Scene,
  worker: { id: string; name: string },
  input: Omit<Proposal, 'minutesPerDay'>,
): Promise<Seen> {
  const { lead } = scene;
  act('Project lead', `asks for whole days of ${worker.name} on top`);
  const whole = { input: { ...input, minutesPerDay: 480 } };
  const { assignmentPropose: proposed } = await lead.ask(StoryProposeDocument, whole);
  const refusal = await lead
    .ask(StoryConfirmDocument, { input: { id: proposed.id, expectedVersion: proposed.version } })
    .catch((error: unknown) => error);
  if (!(refusal instanceof Refusal) || refusal.extensions.reason !== 'OVERBOOKED')
    throw new Failure('The overbooking was not refused.', { cause: refusal });
  tell(`Refused (${refusal.extensions.reason}): ${refusal.message}`);
  tellCertificate(refusal.extensions.details as Certificate);
  return proposed;
}
