import type { Viewer } from '../graphql/context.js';
import {
  canManageAccess,
  canManageDepartments,
  canManageHolidays,
  canManageWebhooks,
  canManageWorkforce,
  canPlan,
  has,
} from './policy.js';

/** Who may call a root field at all; what they see or touch through it is judged by the policy, row by row. */
export interface Rule {
  (viewer: Viewer): boolean;
  /** Of which scopes a client lacks one, or all; not there where scopes alone do not open the field. */
  readonly scopesLacking?: (viewer: Viewer) => readonly string[];
}

/** Who sees the instances of a type, whichever field leads to them: a predicate, or the word for where it is judged. */
export type TypeRule = Rule | 'BY_ROW' | 'WITH_PARENT' | 'EVERYONE';

/** The fields that lead to its rows ask the policy, row by row. */
const BY_ROW = 'BY_ROW';
/** Has no identity of its own: whoever sees the thing it is a part of sees it. */
const WITH_PARENT = 'WITH_PARENT';
/** Everyone signed in. */
const EVERYONE = 'EVERYONE';

/** Whoever lost his last role is nobody here any more, though his token lasts. */
const isPersonWithRole = (viewer: Viewer) => !viewer.isClient && viewer.roles.size > 0;

/** Every person; of clients those with one of the scopes. */
const scope = (...scopes: string[]): Rule =>
  Object.assign(
    (viewer: Viewer) => isPersonWithRole(viewer) || scopes.some((name) => viewer.scopes.has(name)),
    {
      scopesLacking: () => scopes,
    },
  );

/** Every person; of clients those with all of the scopes. */
const scopesTogether = (...scopes: string[]): Rule =>
  Object.assign(
    (viewer: Viewer) => isPersonWithRole(viewer) || scopes.every((name) => viewer.scopes.has(name)),
    {
      scopesLacking: ({ scopes: granted }: Viewer) => scopes.filter((name) => !granted.has(name)),
    },
  );

const everyone: Rule = () => true;
const READING = ['capacity:read', 'workforce:read', 'workforce:write', 'assignments:write'];
/** Those with which a client sees all assignments. */
const ASSIGNMENTS = ['assignments:write', 'workforce:read', 'workforce:write'];
/** Everyone signed in; clients need one of the reading scopes. */
const readers = scope(...READING);
const capacityReaders = scope('capacity:read');
/** To follow is one thing, to see what is followed another: a client needs both. */
const subscribers = scopesTogether('events:subscribe', 'capacity:read');
/** Who may follow at all; what is seen of it is asked of the policy, change by change. */
const followers = scope('events:subscribe');
/** To follow is one thing, to see what is followed another: a client needs the scope of the one, and one of the other. */
const followersOf = (...names: string[]): Rule =>
  Object.assign(
    (viewer: Viewer) =>
      isPersonWithRole(viewer) || (followers(viewer) && names.some((name) => viewer.scopes.has(name))),
    { scopesLacking: (viewer: Viewer) => (followers(viewer) ? names : ['events:subscribe']) },
  );
const planners: Rule = (viewer) =>
  has(viewer, 'RESOURCE_MANAGER', 'PROJECT_LEAD', 'DEPARTMENT_HEAD') ||
  viewer.scopes.has('assignments:write');
const needPlanners: Rule = (viewer) => planners(viewer) || has(viewer, 'ADMIN', 'HR');
/** Who may be one side of a request for help; a lead asks, and is not asked. */
const askers: Rule = (viewer) => planners(viewer) || has(viewer, 'ADMIN');
const answerers: Rule = (viewer) =>
  has(viewer, 'ADMIN', 'RESOURCE_MANAGER', 'DEPARTMENT_HEAD') || viewer.scopes.has('assignments:write');
/** Who wrote, or takes part in, something: which persons that are is told row by row. */
const persons: Rule = isPersonWithRole;
const objectiveManagers: Rule = (viewer) => has(viewer, 'ADMIN', 'DEPARTMENT_HEAD', 'PROJECT_LEAD');
const timeOffDeciders: Rule = (viewer) => canManageWorkforce(viewer) || has(viewer, 'DEPARTMENT_HEAD');

/** Deny by default: a root field that is not named here stops the start. */
export const rootRules: Readonly<Record<string, Rule>> = {
  'Query.node': readers,
  'Query.nodes': readers,
  // auth
  'Query.viewer': everyone,
  'Query.account': canManageAccess,
  'Query.accounts': canManageAccess,
  'Mutation.accountCreate': canManageAccess,
  'Mutation.accountUpdate': canManageAccess,
  'Mutation.accountDisable': canManageAccess,
  'Mutation.accountEnable': canManageAccess,
  'Mutation.grantCreate': canManageAccess,
  'Mutation.grantRevoke': canManageAccess,
  // departments
  'Query.department': readers,
  'Query.departmentByCode': readers,
  'Query.departments': readers,
  'Mutation.departmentCreate': canManageDepartments,
  'Mutation.departmentUpdate': canManageDepartments,
  'Mutation.departmentMove': canManageDepartments,
  'Mutation.departmentArchive': canManageDepartments,
  'Mutation.departmentRestore': canManageDepartments,
  // objectives
  'Query.objective': readers,
  'Query.objectives': readers,
  'Mutation.objectiveCreate': objectiveManagers,
  'Mutation.objectiveUpdate': objectiveManagers,
  'Mutation.objectiveMove': objectiveManagers,
  'Mutation.objectiveActivate': objectiveManagers,
  'Mutation.objectiveAchieve': objectiveManagers,
  'Mutation.objectiveMiss': objectiveManagers,
  'Mutation.objectiveCancel': objectiveManagers,
  'Mutation.contributionSet': objectiveManagers,
  'Mutation.contributionRemove': objectiveManagers,
  'Mutation.keyResultCreate': objectiveManagers,
  'Mutation.keyResultUpdate': objectiveManagers,
  'Mutation.keyResultRecord': objectiveManagers,
  'Mutation.keyResultArchive': objectiveManagers,
  'Mutation.objectiveProgressSet': objectiveManagers,
  'Mutation.objectiveDependencyAdd': objectiveManagers,
  'Mutation.objectiveDependencyRemove': objectiveManagers,
  // collaboration
  'Query.collaborationMatrix': capacityReaders,
  'Query.keyDepartments': capacityReaders,
  'Query.missingLinks': capacityReaders,
  'Query.departmentRemovalImpact': capacityReaders,
  'Query.minimalCover': capacityReaders,
  'Query.objectiveStaffing': capacityReaders,
  'Query.expertise': capacityReaders,
  'Query.note': readers,
  'Query.knowledgeSearch': readers,
  'Mutation.noteCreate': persons,
  'Mutation.noteUpdate': persons,
  'Mutation.noteArchive': persons,
  'Query.collaborationRequest': scope(...ASSIGNMENTS),
  'Query.collaborationRequests': scope(...ASSIGNMENTS),
  'Mutation.collaborationRequestCreate': askers,
  'Mutation.collaborationRequestCancel': askers,
  'Mutation.collaborationRequestComplete': askers,
  'Mutation.collaborationRequestAccept': answerers,
  'Mutation.collaborationRequestDecline': answerers,
  'Mutation.collaborationRequestAssign': answerers,
  'Subscription.keyDepartmentsChanged': subscribers,
  'Subscription.collaborationRequestChanged': followersOf(...ASSIGNMENTS),
  // assignments
  'Query.assignment': readers,
  'Query.assignments': readers,
  'Query.assignmentPreview': planners,
  'Query.assignmentFit': planners,
  'Mutation.assignmentPropose': planners,
  'Mutation.assignmentUpdate': planners,
  'Mutation.assignmentConfirm': planners,
  'Mutation.assignmentReject': planners,
  'Mutation.assignmentCancel': planners,
  'Mutation.assignmentActivate': planners,
  'Mutation.assignmentComplete': planners,
  'Mutation.assignmentRelease': planners,
  'Mutation.engagementTerminate': canManageWorkforce,
  // planning
  'Query.capacity': capacityReaders,
  'Query.availableWorkers': capacityReaders,
  'Query.overbookings': capacityReaders,
  'Query.capacityBreakdown': capacityReaders,
  'Query.minutesSpread': capacityReaders,
  'Query.workforceNeed': capacityReaders,
  'Query.demandForecast': capacityReaders,
  'Query.skillCoverage': capacityReaders,
  'Query.headcount': capacityReaders,
  'Query.bench': capacityReaders,
  'Query.staffingNeed': readers,
  'Query.staffingNeeds': readers,
  'Query.staffingNeedsAsOf': readers,
  'Mutation.staffingNeedCreate': needPlanners,
  'Mutation.staffingNeedUpdate': needPlanners,
  'Mutation.staffingNeedClose': needPlanners,
  'Mutation.staffingNeedWithdraw': needPlanners,
  'Query.scenario': canPlan,
  'Query.scenarios': canPlan,
  'Query.scenarioDiff': canPlan,
  'Mutation.scenarioCreate': canPlan,
  'Mutation.scenarioUpdate': canPlan,
  'Mutation.scenarioChangeAdd': canPlan,
  'Mutation.scenarioChangeRemove': canPlan,
  'Mutation.scenarioApply': canPlan,
  'Mutation.scenarioDiscard': canPlan,
  'Subscription.capacityChanged': subscribers,
  'Subscription.utilisationThreshold': subscribers,
  'Query.changes': followers,
  'Subscription.changes': followers,
  'Subscription.assignmentChanged': followersOf(...ASSIGNMENTS),
  'Subscription.staffingNeedChanged': followersOf(...READING),
  'Subscription.overbookingChanged': subscribers,
  // capacity
  'Query.capacityStore': canManageAccess,
  'Query.capacityVerification': canManageAccess,
  'Query.changeLogVerification': canManageAccess,
  'Mutation.capacityStoreClear': canManageAccess,
  'Mutation.capacityStoreFill': canManageAccess,
  // workforce
  'Query.worker': readers,
  'Query.workers': readers,
  'Query.staff': readers,
  'Query.freelancers': readers,
  'Mutation.workerCreate': canManageWorkforce,
  'Mutation.workerUpdate': canManageWorkforce,
  'Mutation.workerArchive': canManageWorkforce,
  'Mutation.workerRestore': canManageWorkforce,
  'Query.engagement': readers,
  'Query.engagements': readers,
  'Mutation.engagementCreate': canManageWorkforce,
  'Mutation.engagementUpdate': canManageWorkforce,
  'Mutation.engagementOffer': canManageWorkforce,
  'Mutation.engagementReady': canManageWorkforce,
  'Mutation.engagementActivate': canManageWorkforce,
  'Mutation.engagementEnd': canManageWorkforce,
  'Mutation.engagementCancel': canManageWorkforce,
  'Mutation.workPatternSet': canManageWorkforce,
  'Mutation.workPatternRemove': canManageWorkforce,
  'Query.membership': readers,
  'Query.memberships': readers,
  'Mutation.membershipCreate': canManageWorkforce,
  'Mutation.membershipUpdate': canManageWorkforce,
  'Mutation.membershipEnd': canManageWorkforce,
  'Mutation.membershipRemove': canManageWorkforce,
  'Query.skill': readers,
  'Query.skills': readers,
  'Query.skillHolders': readers,
  'Mutation.skillCreate': canManageWorkforce,
  'Mutation.skillUpdate': canManageWorkforce,
  'Mutation.workerSkillSet': canManageWorkforce,
  'Mutation.workerSkillRemove': canManageWorkforce,
  'Query.timeOff': readers,
  'Query.timeOffById': readers,
  'Mutation.timeOffRequest': scope('workforce:write'),
  'Mutation.timeOffApprove': timeOffDeciders,
  'Mutation.timeOffReject': timeOffDeciders,
  'Mutation.timeOffWithdraw': scope('workforce:write'),
  'Mutation.timeOffCancel': timeOffDeciders,
  'Query.holidayRegions': readers,
  'Query.holidays': readers,
  'Mutation.holidayRegionLoad': canManageHolidays,
  'Mutation.holidayCreate': canManageHolidays,
  'Mutation.holidayRemove': canManageHolidays,
  'Mutation.departmentLeadSet': canManageDepartments,
  // exchange
  'Mutation.departmentsImport': canManageDepartments,
  'Mutation.workersImport': canManageWorkforce,
  'Mutation.membershipsImport': canManageWorkforce,
  'Query.webhook': canManageWebhooks,
  'Query.webhooks': canManageWebhooks,
  'Mutation.webhookCreate': canManageWebhooks,
  'Mutation.webhookUpdate': canManageWebhooks,
  'Mutation.webhookSecretRotate': canManageWebhooks,
  'Mutation.webhookEnable': canManageWebhooks,
  'Mutation.webhookDisable': canManageWebhooks,
  'Mutation.webhookDelete': canManageWebhooks,
  'Mutation.webhookReplay': canManageWebhooks,
  'Mutation.webhookTest': canManageWebhooks,
};

/** Deny by default: a type that is not named here stops the start. A page and its edges are seen like their items. */
export const typeRules: Readonly<Record<string, TypeRule>> = {
  Node: BY_ROW,
  PageInfo: WITH_PARENT,
  Money: WITH_PARENT,
  // auth
  Viewer: EVERYONE,
  Account: canManageAccess,
  Grant: canManageAccess,
  // departments
  Department: EVERYONE,
  // objectives
  Objective: EVERYONE,
  ObjectiveRevision: EVERYONE,
  Contribution: EVERYONE,
  ContributionRevision: WITH_PARENT,
  KeyResult: EVERYONE,
  KeyResultValue: WITH_PARENT,
  ObjectiveDependency: EVERYONE,
  ObjectiveDepartment: EVERYONE,
  // collaboration
  CollaborationMatrix: EVERYONE,
  CollaborationPair: EVERYONE,
  KeyDepartments: EVERYONE,
  KeyDepartment: EVERYONE,
  KeyDepartmentEvidence: EVERYONE,
  KeyDepartmentsChange: WITH_PARENT,
  KeyDepartmentChange: WITH_PARENT,
  MissingLinks: EVERYONE,
  MissingLink: EVERYONE,
  DepartmentRemovalImpact: EVERYONE,
  MinimalCover: EVERYONE,
  CoverDepartment: EVERYONE,
  CoverLack: EVERYONE,
  ObjectiveStaffing: EVERYONE,
  DepartmentStaffing: EVERYONE,
  SkillStaffing: EVERYONE,
  Expert: BY_ROW,
  ExpertiseReason: WITH_PARENT,
  ExpertiseEvidence: WITH_PARENT,
  Note: EVERYONE,
  NoteLink: WITH_PARENT,
  KnowledgeFound: BY_ROW,
  CollaborationRequest: BY_ROW,
  CollaborationRequestChange: BY_ROW,
  // assignments
  Assignment: BY_ROW,
  AssignmentDay: WITH_PARENT,
  AssignmentPreview: BY_ROW,
  AssignmentFit: BY_ROW,
  AssignmentPlacement: BY_ROW,
  Overbooking: BY_ROW,
  OverbookingLine: BY_ROW,
  // planning
  OverbookedWorker: BY_ROW,
  CapacityBreakdown: BY_ROW,
  BreakdownLine: BY_ROW,
  LoadedDay: WITH_PARENT,
  MinutesSpread: BY_ROW,
  SpreadLine: BY_ROW,
  SpreadDay: WITH_PARENT,
  AvailableWorker: BY_ROW,
  AvailabilityReason: WITH_PARENT,
  CapacityReport: BY_ROW,
  CapacityLine: BY_ROW,
  CapacityBucket: WITH_PARENT,
  CapacityChange: BY_ROW,
  CapacityChangeLine: BY_ROW,
  UtilisationCrossing: WITH_PARENT,
  UtilisationState: WITH_PARENT,
  CapacityWeekValues: WITH_PARENT,
  Change: BY_ROW,
  ChangedFact: WITH_PARENT,
  ChangeMessage: BY_ROW,
  AssignmentChange: BY_ROW,
  StaffingNeedChange: EVERYONE,
  OverbookingChange: BY_ROW,
  OverbookedWindow: BY_ROW,
  // capacity
  CapacityStore: canManageAccess,
  CapacityStoreFilling: canManageAccess,
  CapacityVerification: canManageAccess,
  CapacityDifference: WITH_PARENT,
  // events
  ChangeLogVerification: canManageAccess,
  ChangeLogFault: WITH_PARENT,
  StaffingNeed: EVERYONE,
  StaffingNeedRevision: EVERYONE,
  NeededSkill: WITH_PARENT,
  WorkforceNeedReport: BY_ROW,
  WorkforceNeedLine: BY_ROW,
  WorkforceNeedBucket: WITH_PARENT,
  DemandForecast: EVERYONE,
  ForecastError: WITH_PARENT,
  ForecastQuarter: WITH_PARENT,
  Scenario: BY_ROW,
  ScenarioChange: BY_ROW,
  ScenarioDiff: BY_ROW,
  ScenarioDepartmentDiff: WITH_PARENT,
  ScenarioWorkerDiff: BY_ROW,
  ScenarioDiffBucket: WITH_PARENT,
  ScenarioNeedDiff: WITH_PARENT,
  ScenarioNeedBucket: WITH_PARENT,
  MeasureDifference: WITH_PARENT,
  SkillCoverageReport: BY_ROW,
  SkillCoverage: BY_ROW,
  SkillLevelCount: WITH_PARENT,
  HeadcountReport: EVERYONE,
  HeadcountLine: EVERYONE,
  HeadcountBucket: WITH_PARENT,
  BenchReport: BY_ROW,
  BenchLine: EVERYONE,
  BenchWorker: BY_ROW,
  // workforce
  Worker: BY_ROW,
  Staff: BY_ROW,
  Freelancer: BY_ROW,
  Rate: BY_ROW,
  Engagement: BY_ROW,
  WorkPattern: BY_ROW,
  TimeWindow: WITH_PARENT,
  Membership: BY_ROW,
  WorkerSkill: BY_ROW,
  TimeOff: BY_ROW,
  Skill: EVERYONE,
  HolidayRegion: EVERYONE,
  Holiday: EVERYONE,
  // exchange
  ImportResult: WITH_PARENT,
  ImportRowResult: WITH_PARENT,
  ImportError: WITH_PARENT,
  Webhook: BY_ROW,
  WebhookDelivery: BY_ROW,
};
