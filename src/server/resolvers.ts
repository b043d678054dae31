import type { NonEmptyArray } from 'type-graphql';
import {
  AssignmentResolver,
  ObjectiveAssignmentsResolver,
  OverbookingLineResolver,
  WorkerAssignmentsResolver,
} from '../assignments/assignment.resolver.js';
import { CapacityResolver } from '../planning/capacity.resolver.js';
import { AvailabilityResolver } from '../planning/availability.resolver.js';
import { CapacityChangeResolver } from '../planning/capacity-change.resolver.js';
import { DepartmentResolver } from '../departments/department.resolver.js';
import { WorkerResolver } from '../workforce/worker.resolver.js';

/** Every resolver class, slice by slice. */
export const resolvers: NonEmptyArray<NewableFunction> = [AssignmentResolver, ObjectiveAssignmentsResolver, OverbookingLineResolver, WorkerAssignmentsResolver, AvailabilityResolver, CapacityChangeResolver, CapacityResolver, DepartmentResolver, WorkerResolver];
