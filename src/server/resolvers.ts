import type { NonEmptyArray } from 'type-graphql';
import { DepartmentResolver } from '../departments/department.resolver.js';

/** Every resolver class, slice by slice. */
export const resolvers: NonEmptyArray<NewableFunction> = [DepartmentResolver];
