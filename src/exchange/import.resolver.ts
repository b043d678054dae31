import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { departmentsImport } from './department-import.js';
import { DepartmentsImportInput } from './department-row.js';
import { ImportOutcome, ImportResult, ImportRowResult } from './import.js';
import { membershipsImport } from './membership-import.js';
import { MembershipsImportInput } from './membership-row.js';
import { workersImport } from './worker-import.js';
import { WorkersImportInput } from './worker-row.js';

const INPUT = { description: 'The rows, and how to take them.' };

@Resolver(() => ImportResult)
export class ImportResolver {
  @FieldResolver(() => [ImportRowResult], { description: 'What became of each row, in their order.' })
  rows(
    @Root() { results }: ImportResult,
    @Arg('outcomes', () => [ImportOutcome], {
      nullable: true,
      description: 'Only rows of these outcomes; all by default.',
    })
    outcomes?: ImportOutcome[],
  ): ImportRowResult[] {
    return outcomes ? results.filter(({ outcome }) => outcomes.includes(outcome)) : results;
  }

  @Mutation(() => ImportResult, {
    description: 'Adds and changes departments by their external ids, all in one transaction. For ADMIN.',
  })
  departmentsImport(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentsImportInput, INPUT) input: DepartmentsImportInput,
  ): Promise<ImportResult> {
    return departmentsImport(ctx, input);
  }

  @Mutation(() => ImportResult, {
    description:
      'Adds and changes workers, with an engagement and a work pattern each, by their external ids, all in one transaction. Where an engagement ends earlier, assignments on the days it loses are cut or cancelled, as by `engagementTerminate`. For HR and clients with `workforce:write`.',
  })
  workersImport(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkersImportInput, INPUT) input: WorkersImportInput,
  ): Promise<ImportResult> {
    return workersImport(ctx, input);
  }

  @Mutation(() => ImportResult, {
    description:
      'Adds and changes memberships by the external ids of worker and department, all in one transaction. For HR and clients with `workforce:write`.',
  })
  membershipsImport(
    @Ctx() ctx: Context,
    @Arg('input', () => MembershipsImportInput, INPUT) input: MembershipsImportInput,
  ): Promise<ImportResult> {
    return membershipsImport(ctx, input);
  }
}
