import type { Standing } from '../auth/grants.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import { readFacts } from '../capacity/facts.js';
import { ALL_TIME } from '../capacity/horizon.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { AssignmentState } from './assignment.js';
import { columnsOfProposal, type Proposal, withAssignment } from './assignment-facts.js';
import { assignableWorker, expectOpenObjective } from './assignment-rights.js';
import { requireLoad } from './load.js';

/** The id of what is tried, but is not there. */
export const CANDIDATE = 'previewed';

interface Candidate {
  standing: Standing;
  columns: ReturnType<typeof columnsOfProposal>;
  /** The worker's facts as they are, and with the candidate confirmed. */
  before: WorkerFacts;
  after: WorkerFacts;
}

/** What a proposal would be. @throws UserError as `assignmentPropose`, but for rights: whoever sees the worker may ask */
export async function candidateOf(ctx: Context, proposal: Proposal): Promise<Candidate> {
  const faults = new Faults();
  requireLoad(faults, proposal, ctx.now());
  faults.throwIfAny();
  const standing = await assignableWorker(ctx, proposal.workerId);
  await expectOpenObjective(ctx, proposal.objectiveId);
  const before = (await readFacts(ctx, [standing.id], ALL_TIME)).get(standing.id)!;
  const columns = columnsOfProposal(proposal);
  const after = withAssignment(before, {
    ...columns,
    id: CANDIDATE,
    keptMinutes: null,
    releasedOn: null,
    state: AssignmentState.CONFIRMED,
  });
  return { standing, columns, before, after };
}
