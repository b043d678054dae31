import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Grant } from '../auth/access-grant.js';
import type { Context } from '../graphql/context.js';
import { Department, departmentById } from './department.js';

@Resolver(() => Grant)
export class GrantDepartmentResolver {
  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department that a DEPARTMENT_HEAD heads, with those below it; null for other roles.',
  })
  department(@Ctx() ctx: Context, @Root() { departmentId }: Grant): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}
