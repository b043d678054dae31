import type { NonEmptyArray } from 'type-graphql';
import { DepartmentResolver } from '../departments/department.resolver.js';
import { WorkerResolver } from '../workforce/worker.resolver.js';

/** Every resolver class, slice by slice. */
export const resolvers: NonEmptyArray<NewableFunction> = [DepartmentResolver, WorkerResolver];
