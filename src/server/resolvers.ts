import type { NonEmptyArray } from 'type-graphql';
import {
  AssignmentResolver,
  ObjectiveAssignmentsResolver,
  OverbookingLineResolver,
  WorkerAssignmentsResolver,
} from '../assignments/assignment.resolver.js';
import { AssignmentFitResolver } from '../assignments/assignment-fit.resolver.js';
import { EngagementChangeResolver } from '../assignments/engagement-change.js';
import { EngagementTerminationResolver } from '../assignments/engagement-termination.js';
import { GrantResolver } from '../auth/access-grant.resolver.js';
import { AccountResolver } from '../auth/account.resolver.js';
import { ViewerResolver } from '../auth/viewer.resolver.js';
import { CapacityStoreResolver } from '../capacity/capacity-store.resolver.js';
import {
  CollaborationMatrixResolver,
  CollaborationPairResolver,
  ObjectiveDepartmentResolver,
  ObjectiveDepartmentsResolver,
} from '../collaboration/collaboration.resolver.js';
import {
  AssignmentRequestResolver,
  CollaborationRequestResolver,
  DepartmentRequestsResolver,
  ObjectiveRequestsResolver,
} from '../collaboration/collaboration-request.resolver.js';
import { CollaborationRequestChangeResolver } from '../collaboration/collaboration-request-change.resolver.js';
import { ExpertiseEvidenceResolver, ExpertiseResolver } from '../collaboration/expertise.resolver.js';
import {
  KeyDepartmentEvidenceResolver,
  KeyDepartmentResolver,
} from '../collaboration/key-departments.resolver.js';
import { KeyDepartmentChangeResolver } from '../collaboration/key-departments-change.resolver.js';
import { KnowledgeSearchResolver } from '../collaboration/knowledge-search.resolver.js';
import { CoverLackResolver, MinimalCoverResolver } from '../collaboration/minimal-cover.resolver.js';
import { MissingLinkResolver } from '../collaboration/missing-links.resolver.js';
import { NoteResolver, ObjectiveNotesResolver } from '../collaboration/note.resolver.js';
import {
  DepartmentStaffingResolver,
  ObjectiveStaffingResolver,
  SkillStaffingResolver,
} from '../collaboration/objective-staffing.resolver.js';
import { DepartmentRemovalImpactResolver } from '../collaboration/removal-impact.resolver.js';
import { DepartmentResolver } from '../departments/department.resolver.js';
import { GrantDepartmentResolver } from '../departments/grant-department.resolver.js';
import { LogVerificationResolver } from '../events/log-verification.resolver.js';
import { ImportResolver } from '../exchange/import.resolver.js';
import { WebhookDeliveryResolver, WebhookResolver } from '../exchange/webhook.resolver.js';
import { NodeResolver } from '../graphql/node.resolver.js';
import { ContributionResolver, ObjectiveContributionsResolver } from '../objectives/contribution.resolver.js';
import { GrantObjectiveResolver } from '../objectives/grant-objective.resolver.js';
import { KeyResultResolver, ObjectiveKeyResultsResolver } from '../objectives/key-result.resolver.js';
import { DepartmentObjectivesResolver, ObjectiveResolver } from '../objectives/objective.resolver.js';
import {
  ObjectiveDependenciesResolver,
  ObjectiveDependencyResolver,
} from '../objectives/objective-dependency.resolver.js';
import { ObjectiveProgressResolver } from '../objectives/objective-progress.resolver.js';
import {
  ContributionRevisionResolver,
  ObjectiveHistoryResolver,
  ObjectiveRevisionResolver,
} from '../objectives/objective-revision.resolver.js';
import { AssignmentChangeResolver } from '../planning/assignment-change.resolver.js';
import { AvailabilityResolver } from '../planning/availability.resolver.js';
import { BenchResolver, BenchWorkerResolver } from '../planning/bench.resolver.js';
import { CapacityResolver } from '../planning/capacity.resolver.js';
import { CapacityBreakdownResolver } from '../planning/capacity-breakdown.resolver.js';
import { CapacityChangeResolver } from '../planning/capacity-change.resolver.js';
import { ChangeResolver } from '../planning/change.resolver.js';
import { DemandForecastResolver } from '../planning/demand-forecast.resolver.js';
import { HeadcountResolver } from '../planning/headcount.resolver.js';
import { MinutesSpreadResolver } from '../planning/minutes-spread.resolver.js';
import { OverbookedWorkerResolver } from '../planning/overbooked.resolver.js';
import { OverbookingChangeResolver } from '../planning/overbooking-change.resolver.js';
import { ScenarioResolver } from '../planning/scenario.resolver.js';
import { ScenarioChangeResolver } from '../planning/scenario-change.resolver.js';
import {
  ScenarioDiffResolver,
  ScenarioNeedDiffResolver,
  ScenarioWorkerDiffResolver,
} from '../planning/scenario-diff.resolver.js';
import { SkillCoverageResolver } from '../planning/skill-coverage.resolver.js';
import {
  DepartmentStaffingNeedsResolver,
  NeededSkillResolver,
  ObjectiveStaffingNeedsResolver,
  StaffingNeedResolver,
  StaffingNeedRevisionResolver,
} from '../planning/staffing-need.resolver.js';
import { StaffingNeedChangeResolver } from '../planning/staffing-need-change.resolver.js';
import { UtilisationThresholdResolver } from '../planning/utilisation-threshold.resolver.js';
import { WorkforceNeedResolver } from '../planning/workforce-need.resolver.js';
import { AccountWorkerResolver, ViewerWorkerResolver } from '../workforce/account-worker.resolver.js';
import { DepartmentLeadResolver } from '../workforce/department-lead.resolver.js';
import { EngagementResolver, WorkerEngagementsResolver } from '../workforce/engagement.resolver.js';
import { HolidayResolver } from '../workforce/holiday.resolver.js';
import {
  DepartmentMembersResolver,
  MembershipResolver,
  WorkerMembershipsResolver,
} from '../workforce/membership.resolver.js';
import {
  SkillHoldersResolver,
  SkillResolver,
  WorkerSkillResolver,
  WorkerSkillsResolver,
} from '../workforce/skill.resolver.js';
import { TimeOffResolver, WorkerTimeOffResolver } from '../workforce/time-off.resolver.js';
import { EngagementPatternsResolver, WorkPatternResolver } from '../workforce/work-pattern.resolver.js';
import { WorkerResolver } from '../workforce/worker.resolver.js';

/** Every resolver class, slice by slice. */
export const resolvers: NonEmptyArray<NewableFunction> = [
  AccountResolver,
  AccountWorkerResolver,
  GrantDepartmentResolver,
  GrantObjectiveResolver,
  GrantResolver,
  NodeResolver,
  ViewerResolver,
  ViewerWorkerResolver,
  EngagementChangeResolver,
  EngagementTerminationResolver,
  AssignmentFitResolver,
  AssignmentResolver,
  AvailabilityResolver,
  CapacityChangeResolver,
  UtilisationThresholdResolver,
  CapacityBreakdownResolver,
  CapacityResolver,
  CapacityStoreResolver,
  AssignmentChangeResolver,
  ChangeResolver,
  OverbookingChangeResolver,
  StaffingNeedChangeResolver,
  LogVerificationResolver,
  CollaborationMatrixResolver,
  KeyDepartmentChangeResolver,
  KeyDepartmentEvidenceResolver,
  KeyDepartmentResolver,
  ExpertiseResolver,
  ExpertiseEvidenceResolver,
  MissingLinkResolver,
  DepartmentRemovalImpactResolver,
  CoverLackResolver,
  MinimalCoverResolver,
  ObjectiveStaffingResolver,
  DepartmentStaffingResolver,
  SkillStaffingResolver,
  CollaborationPairResolver,
  CollaborationRequestChangeResolver,
  CollaborationRequestResolver,
  DepartmentRequestsResolver,
  AssignmentRequestResolver,
  ObjectiveRequestsResolver,
  KnowledgeSearchResolver,
  NoteResolver,
  ObjectiveNotesResolver,
  ContributionResolver,
  DepartmentObjectivesResolver,
  DepartmentResolver,
  ObjectiveAssignmentsResolver,
  ObjectiveContributionsResolver,
  ObjectiveDependenciesResolver,
  ObjectiveDependencyResolver,
  KeyResultResolver,
  ObjectiveKeyResultsResolver,
  ObjectiveProgressResolver,
  ObjectiveHistoryResolver,
  ObjectiveRevisionResolver,
  ContributionRevisionResolver,
  ObjectiveDepartmentResolver,
  ObjectiveDepartmentsResolver,
  ObjectiveResolver,
  OverbookedWorkerResolver,
  OverbookingLineResolver,
  MinutesSpreadResolver,
  ScenarioChangeResolver,
  ScenarioDiffResolver,
  ScenarioNeedDiffResolver,
  ScenarioWorkerDiffResolver,
  ScenarioResolver,
  WorkerAssignmentsResolver,
  DepartmentStaffingNeedsResolver,
  NeededSkillResolver,
  ObjectiveStaffingNeedsResolver,
  StaffingNeedResolver,
  StaffingNeedRevisionResolver,
  DemandForecastResolver,
  WorkforceNeedResolver,
  DepartmentLeadResolver,
  DepartmentMembersResolver,
  EngagementPatternsResolver,
  EngagementResolver,
  HolidayResolver,
  ImportResolver,
  WebhookDeliveryResolver,
  WebhookResolver,
  MembershipResolver,
  BenchResolver,
  BenchWorkerResolver,
  HeadcountResolver,
  SkillCoverageResolver,
  SkillHoldersResolver,
  SkillResolver,
  TimeOffResolver,
  WorkerEngagementsResolver,
  WorkerMembershipsResolver,
  WorkerResolver,
  WorkerSkillResolver,
  WorkerSkillsResolver,
  WorkerTimeOffResolver,
  WorkPatternResolver,
];
