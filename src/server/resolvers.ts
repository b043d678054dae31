import type { NonEmptyArray } from 'type-graphql';
import {
  AssignmentResolver,
  ObjectiveAssignmentsResolver,
  OverbookingLineResolver,
  WorkerAssignmentsResolver,
} from '../assignments/assignment.resolver.js';
import { EngagementTerminationResolver } from '../assignments/engagement-termination.js';
import { CapacityResolver } from '../planning/capacity.resolver.js';
import { AvailabilityResolver } from '../planning/availability.resolver.js';
import { CapacityChangeResolver } from '../planning/capacity-change.resolver.js';
import { DepartmentResolver } from '../departments/department.resolver.js';
import { WorkerResolver } from '../workforce/worker.resolver.js';
import { ContributionResolver, ObjectiveContributionsResolver } from '../objectives/contribution.resolver.js';
import { DepartmentObjectivesResolver, ObjectiveResolver } from '../objectives/objective.resolver.js';

/** Every resolver class, slice by slice. */
export const resolvers: NonEmptyArray<NewableFunction> = [
  EngagementTerminationResolver,
  AssignmentResolver,
  AvailabilityResolver,
  CapacityChangeResolver,
  CapacityResolver,
  ContributionResolver,
  DepartmentObjectivesResolver,
  DepartmentResolver,
  ObjectiveAssignmentsResolver,
  ObjectiveContributionsResolver,
  ObjectiveResolver,
  OverbookingLineResolver,
  WorkerAssignmentsResolver,
  WorkerResolver,
];
