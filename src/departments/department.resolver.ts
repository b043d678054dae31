import { MaxLength } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { GraphQLZone } from '../graphql/scalars.js';
import { ExternalId, NotBlank } from '../graphql/texts.js';
import {
  Department,
  DepartmentConnection,
  DepartmentListArgs,
  departmentById,
  departments,
  departmentsByParent,
} from './department.js';
import {
  departmentArchive,
  departmentCreate,
  departmentMove,
  departmentRestore,
  departmentUpdate,
} from './department.service.js';

@InputType({ description: 'A new department.' })
class DepartmentCreateInput {
  @Field(() => String, { description: 'Short, unique name, such as `FIN`; 1 to 32 characters.' })
  @NotBlank()
  @MaxLength(32)
  code!: string;

  @Field(() => String, { description: 'Full name; 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The department above it; none for one at the top.' })
  parentId?: string | null;

  @Field(() => GraphQLZone, { description: 'The time zone it works in.' })
  timeZone!: string;

  @Field(() => String, { nullable: true, description: 'Region of its public holidays, such as `CH-GE`.' })
  @MaxLength(20)
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Changes of a department: what is given is changed, the rest stays.' })
class DepartmentUpdateInput {
  @Field(() => ID, { description: 'Which department.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Short, unique name; 1 to 32 characters.' })
  @NotBlank()
  @MaxLength(32)
  code?: string;

  @Field(() => String, { nullable: true, description: 'Full name; 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  name?: string;

  @Field(() => GraphQLZone, { nullable: true, description: 'The time zone it works in.' })
  timeZone?: string;

  @Field(() => String, { nullable: true, description: 'Region of its public holidays; null for none.' })
  @MaxLength(20)
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; null for none.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Where a department shall lie in the tree.' })
class DepartmentMoveInput {
  @Field(() => ID, { description: 'Which department; all below it moves along.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: 'The department above it from now on; null for the top.' })
  parentId?: string | null;
}

@InputType({ description: 'Which department, as you have seen it.' })
class DepartmentTransitionInput {
  @Field(() => ID, { description: 'Which department.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@Resolver(() => Department)
export class DepartmentResolver {
  @Query(() => Department, {
    nullable: true,
    description: 'A department by its id; null where there is none.',
  })
  department(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Department | null> {
    return departmentById.load(ctx, id);
  }

  @Query(() => Department, {
    nullable: true,
    description: 'A department by its code; null where there is none.',
  })
  async departmentByCode(
    @Ctx() ctx: Context,
    @Arg('code', () => String, { description: 'Its code, exactly.' }) code: string,
  ): Promise<Department | null> {
    const { nodes } = await page<Department>(ctx, departments, { filter: { code: { eq: code } }, first: 1 });
    return nodes[0] ?? null;
  }

  @Query(() => DepartmentConnection, {
    description: 'Departments, page by page. Everyone signed in sees all of them.',
  })
  departments(
    @Ctx() ctx: Context,
    @Args(() => DepartmentListArgs) args: PageArguments,
  ): Promise<Connection<Department>> {
    return page(ctx, departments, args);
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department directly above; null at the top.',
  })
  parent(@Ctx() ctx: Context, @Root() { parentId }: Department): Promise<Department | null> | null {
    return parentId ? departmentById.load(ctx, parentId) : null;
  }

  @FieldResolver(() => [Department], {
    description: 'The departments directly below, by name; archived ones too.',
  })
  children(@Ctx() ctx: Context, @Root() { id }: Department): Promise<Department[]> {
    return departmentsByParent.load(ctx, id);
  }

  @Mutation(() => Department, { description: 'Adds a department. For ADMIN.' })
  departmentCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentCreateInput, { description: 'The new department.' })
    input: DepartmentCreateInput,
  ): Promise<Department> {
    return departmentCreate(ctx, input);
  }

  @Mutation(() => Department, { description: 'Changes a department. For ADMIN.' })
  departmentUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentUpdateInput, { description: 'Which one, and what changes.' })
    input: DepartmentUpdateInput,
  ): Promise<Department> {
    return departmentUpdate(ctx, input);
  }

  @Mutation(() => Department, {
    description:
      'Puts a department, with all below it, under another one. CONFLICT (CYCLE) where that lies below it. For ADMIN.',
  })
  departmentMove(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentMoveInput, { description: 'Which one, and where to.' })
    input: DepartmentMoveInput,
  ): Promise<Department> {
    return departmentMove(ctx, { ...input, parentId: input.parentId ?? null });
  }

  @Mutation(() => Department, {
    description:
      'Takes a department out of use; its past stays. CONFLICT (DEPARTMENT_IN_USE) where departments below are in use. For ADMIN.',
  })
  departmentArchive(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentTransitionInput, { description: 'Which one.' })
    input: DepartmentTransitionInput,
  ): Promise<Department> {
    return departmentArchive(ctx, input);
  }

  @Mutation(() => Department, { description: 'Takes an archived department back into use. For ADMIN.' })
  departmentRestore(
    @Ctx() ctx: Context,
    @Arg('input', () => DepartmentTransitionInput, { description: 'Which one.' })
    input: DepartmentTransitionInput,
  ): Promise<Department> {
    return departmentRestore(ctx, input);
  }
}
