import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql';
import { canManageDepartments } from '../auth/policy.js';
import { lockWorkers } from '../capacity/changing-capacity.js';
import { Department } from '../departments/department.js';
import { lockDepartment } from '../departments/department.service.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion } from '../graphql/errors.js';
import { standingInReach, Worker, workerById } from './worker.js';
import { expectStillInUse } from './worker-fact.js';

@InputType({ description: 'Who leads a department.' })
class DepartmentLeadSetInput {
  @Field(() => ID, { description: 'Which department.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: 'The worker who leads it from now on; null for nobody.' })
  workerId?: string | null;
}

@Resolver(() => Department)
export class DepartmentLeadResolver {
  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      'Who leads it; null for nobody, and where they are out of your reach. Rights come from grants, not from this.',
  })
  lead(@Ctx() ctx: Context, @Root() { leadId }: Department): Promise<Worker | null> | null {
    return leadId ? workerById.load(ctx, leadId) : null;
  }

  @Mutation(() => Department, { description: 'Says who leads a department. For ADMIN.' })
  departmentLeadSet(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentLeadSetInput, { description: 'Which department, and who.' })
    input: DepartmentLeadSetInput,
  ): Promise<Department> {
    return departmentLeadSet(ctx, input);
  }
}

/** Whoever is to lead is not archived before that is written. @throws UserError NOT_FOUND, or CONFLICT (WORKER_ARCHIVED) */
async function lockLead(ctx: Context, workerId: string): Promise<void> {
  await standingInReach(ctx, workerId);
  await lockWorkers(ctx, [workerId]);
  await expectStillInUse(ctx, workerId);
}

/** @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, WORKER_ARCHIVED) */
async function departmentLeadSet(
  ctx: Context,
  { id, expectedVersion, workerId = null }: DepartmentLeadSetInput,
): Promise<Department> {
  authorize(canManageDepartments(ctx.viewer));
  const department = await lockDepartment(ctx, id);
  expectVersion(department, expectedVersion);
  if (workerId) await lockLead(ctx, workerId);
  const before = { leadId: department.leadId, version: department.version };
  department.leadId = workerId;
  await ctx.em.flush();
  const after = { leadId: department.leadId, version: department.version };
  if (after.version === before.version) return department;
  await recordChange(ctx, {
    kind: 'DEPARTMENT_LEAD_SET',
    subjectType: 'Department',
    subjectId: id,
    before,
    after,
  });
  return department;
}
