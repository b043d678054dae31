/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedQueryDocumentNode as DocumentNode } from 'graphql';
/** Minutes of one day. */
export type AssignmentDayInput = {
  /** The day; each is stated once. */
  date: string;
  /** Minutes worked on it, 1 to 1,440. */
  minutes: number;
};

/** An assignment asked for, or to be previewed. State the load once: as `minutesPerDay`, `percent`, `totalMinutes` or `days`. */
export type AssignmentProposeInput = {
  /** Minutes day by day, at most 366 days, on any kind of day. Without `from` and `to` these are its first and last one. */
  days?: Array<AssignmentDayInput> | null | undefined;
  /** Its id in another system; unique. */
  externalId?: string | null | undefined;
  /** The first day; only beside `days` it may be left out. */
  from?: string | null | undefined;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Whether `minutesPerDay` counts on days without capacity as well; it does not by default. */
  includeNonWorking?: boolean | null | undefined;
  /** Minutes on every day with capacity, 1 to 1,440. */
  minutesPerDay?: number | null | undefined;
  /** On which objective. */
  objectiveId: string | number;
  /** Share of the effective minutes of each day, in percent: 0.01 to 100, at most two decimals. */
  percent?: string | null | undefined;
  /** What the worker does there; at most 200 characters. */
  role?: string | null | undefined;
  /** The last day, included; none for an open one. `percent` and `totalMinutes` need one. */
  to?: string | null | undefined;
  /** Minutes in all, spread over the days in proportion to the effective minutes of each; needs `to`. */
  totalMinutes?: number | null | undefined;
  /** Who shall work. */
  workerId: string | number;
};

/** Where an assignment stands. CONFIRMED, ACTIVE, COMPLETED and RELEASED take capacity; PROPOSED is tentative. */
export type AssignmentState =
  /** Being worked on, since its first day. */
  | 'ACTIVE'
  /** Called off before it began; takes no capacity. */
  | 'CANCELLED'
  /** Worked to its last day. */
  | 'COMPLETED'
  /** Agreed: takes capacity. */
  | 'CONFIRMED'
  /** Asked for: tentative, takes no capacity yet. */
  | 'PROPOSED'
  /** Asked for, and declined. */
  | 'REJECTED'
  /** Ended early: takes capacity to the day of its release, included. */
  | 'RELEASED';

/** Which assignment, as you have seen it. */
export type AssignmentTransitionInput = {
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which assignment. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
};

/** Who is stored next. */
export type CapacityStoreFillInput = {
  /** The workers behind this one; from the first on by default. */
  after?: string | number | null | undefined;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
};

/** What is wrong with an event of the log. */
export type ChangeLogFaultKind =
  /** Its hash does not follow from the hash before it and from what it says. */
  | 'CHANGED'
  /** No event has this sequence, though one had it, or later ones have theirs. */
  | 'MISSING'
  /** It has lost its hash. */
  | 'UNHASHED';

/** Whose changes of capacity: at most one of workers and department; everybody’s by default. */
export type ChangeScopeInput = {
  /** The members of this department. */
  departmentId?: string | number | null | undefined;
  /** Whether departments below it count as well; they do by default. */
  includeSubtree?: boolean | null | undefined;
  /** These workers, at most 100. */
  workerIds?: Array<string | number> | null | undefined;
};

/** The days from `from` to `to`, both included; at most ten years. */
export type DateRangeInput = {
  /** The first day. */
  from: string;
  /** The last day, included; not before the first. */
  to: string;
};

/** A department as another system has it, known by its external id. What is absent stays as it is. */
export type DepartmentImportRow = {
  /** Short, unique name, up to 32 characters. A new one has its external id, if none is given. */
  code?: string | null | undefined;
  /** Its id in the other system; unique. */
  externalId: string;
  /** Full name, up to 200 characters; required of a new one. */
  name?: string | null | undefined;
  /** External id of the department above it, which may be a row of the same call; null: at the top. */
  parentExternalId?: string | null | undefined;
  /** Region of its public holidays, such as `CH-GE`; null: none. */
  region?: string | null | undefined;
  /** The time zone it works in, such as `Europe/Zurich`. A new one has that of the department above, or UTC. */
  timeZone?: string | null | undefined;
};

/** Departments to import, and how. */
export type DepartmentsImportInput = {
  /** Answers what the import would do, and writes nothing. */
  dryRun?: boolean;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** What happens to the right rows when others are wrong. */
  onError?: OnError;
  /** The rows, 1 to 5,000, in any order. */
  rows: Array<DepartmentImportRow>;
};

/** How the source writes the end of a range. A day of the year 9999 means "without end" either way. */
export type EndDates =
  /** The range ends before that day begins. */
  | 'EXCLUSIVE'
  /** The last day is still part of the range. */
  | 'INCLUSIVE';

/** The years of a region to load. */
export type HolidayRegionLoadInput = {
  /** ISO 3166 code of the country, with the part of it, such as `CH-GE`. */
  code: string;
  /** The first year, from 1970 on. */
  from: number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The last year, included; to 2100, at most 30 years at once. */
  to: number;
};

/** A membership as another system has it. It is known by its external id or, without one, by worker, department and first day. */
export type MembershipImportRow = {
  /** External id of the department. */
  departmentExternalId: string;
  /** Its id in the other system; unique. */
  externalId?: string | null | undefined;
  /** The first day, `YYYY-MM-DD`. */
  from: string;
  /** Percent of the worker, up to two decimals, such as `62.5`. Absent: as it is, 100 if new. */
  share?: string | null | undefined;
  /** The end, as `endDates` reads it; null or a day of the year 9999: without end. Absent: as it is. */
  to?: string | null | undefined;
  /** External id of the worker. */
  workerExternalId: string;
};

/** Memberships to import, and how. */
export type MembershipsImportInput = {
  /** Answers what the import would do, and writes nothing. */
  dryRun?: boolean;
  /** How the rows write the end of a range. */
  endDates?: EndDates;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** What happens to the right rows when others are wrong. */
  onError?: OnError;
  /** The rows, 1 to 5,000. */
  rows: Array<MembershipImportRow>;
};

/** What a message of a stream is. */
export type MessageKind =
  /** All that had happened before was sent: from here on it is news. */
  | 'CAUGHT_UP'
  /** One change. */
  | 'DELTA'
  /** Nothing happened for 15 seconds; the cursor has moved on all the same. */
  | 'HEARTBEAT'
  /** A part of the state that the deltas behind it are changes of. */
  | 'SNAPSHOT';

/** What happens to the right rows of a call in which a row is wrong. */
export type OnError =
  /** Nothing at all is written. */
  | 'REJECT_ALL'
  /** The right ones are written, the wrong ones are left out. */
  | 'SKIP';

/** What a person is here for. One may have several. */
export type Role =
  /** Manages departments, holidays, accounts and grants. */
  | 'ADMIN'
  /** Manages time off and assignments of the people of a department and of those below it. */
  | 'DEPARTMENT_HEAD'
  /** Sees rates and costs. */
  | 'FINANCE'
  /** Manages the workforce. */
  | 'HR'
  /** Manages an objective and those below it, and staffs them. */
  | 'PROJECT_LEAD'
  /** Manages every assignment. */
  | 'RESOURCE_MANAGER'
  /** Watches risks. */
  | 'RISK_OFFICER'
  /** Works here: sees their own departments, asks for their own time off. */
  | 'WORKER';

/** A worker as another system has them, known by their external id. What is absent stays as it is. */
export type WorkerImportRow = {
  /** E-mail address, unique; null: none. */
  email?: string | null | undefined;
  /** First day of an engagement, `YYYY-MM-DD`. The one that begins on this day is changed, else one is added. */
  engagementFrom?: string | null | undefined;
  /** Its end, as `endDates` reads it; null or a day of the year 9999: without end. */
  engagementTo?: string | null | undefined;
  /** Their id in the other system; unique. */
  externalId: string;
  /** `STAFF` or `FREELANCER`, for good; a new one is STAFF by default. */
  kind?: string | null | undefined;
  /** Their name, up to 200 characters; required of a new one. */
  name?: string | null | undefined;
  /** The day from which these minutes hold; the first of the engagement by default. */
  patternFrom?: string | null | undefined;
  /** Minutes worked on each day, Monday first, 7 for each of 1 to 52 weeks that repeat. */
  patternMinutes?: Array<number> | null | undefined;
  /** Region of their public holidays, such as `CH-GE`, which must be loaded; null: none. */
  region?: string | null | undefined;
  /** The time zone of their home, such as `Europe/Zurich`. A new one has that of the region by default. */
  timeZone?: string | null | undefined;
  /** What they are here, up to 200 characters; null: nothing. */
  title?: string | null | undefined;
  /** `ONSITE`, `HYBRID` or `REMOTE`; a new one is HYBRID by default. */
  workMode?: string | null | undefined;
};

/** Workers to import, with an engagement each, and how. */
export type WorkersImportInput = {
  /** Answers what the import would do, and writes nothing. */
  dryRun?: boolean;
  /** How the rows write the end of a range. */
  endDates?: EndDates;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** What happens to the right rows when others are wrong. */
  onError?: OnError;
  /** The rows, 1 to 5,000. */
  rows: Array<WorkerImportRow>;
};

export type StoryPlacesQueryVariables = Exact<{
  code: string;
  objective: string;
}>;


export type StoryPlacesQuery = { departmentByCode: { id: string, name: string } | null, objectives: { nodes: Array<{ id: string, title: string }> } };

export type StoryAvailableQueryVariables = Exact<{
  range: DateRangeInput;
  skills: Array<string> | string;
  minLevel: number;
}>;


export type StoryAvailableQuery = { availableWorkers: { nodes: Array<{ score: number, freeMinutes: number, worker:
        | { id: string, name: string, timeZone: string }
        | { id: string, name: string, timeZone: string }
      , reasons: Array<{ text: string }> }> } };

export type StoryPreviewQueryVariables = Exact<{
  input: AssignmentProposeInput;
}>;


export type StoryPreviewQuery = { assignmentPreview: { fits: boolean, plannedMinutes: number, freeMinutesBefore: number, freeMinutesAfter: number } };

export type StoryProposeMutationVariables = Exact<{
  input: AssignmentProposeInput;
}>;


export type StoryProposeMutation = { assignmentPropose: { id: string, version: number } };

export type StoryConfirmMutationVariables = Exact<{
  input: AssignmentTransitionInput;
}>;


export type StoryConfirmMutation = { assignmentConfirm: { id: string, version: number } };

export type StoryCancelMutationVariables = Exact<{
  input: AssignmentTransitionInput;
}>;


export type StoryCancelMutation = { assignmentCancel: { id: string, state: AssignmentState } };

export type StoryUtilisationQueryVariables = Exact<{
  range: DateRangeInput;
  workerIds: Array<string | number> | string | number;
  departmentId: string | number;
}>;


export type StoryUtilisationQuery = { worker: { lines: Array<{ total: { effectiveMinutes: number | null, confirmedMinutes: number | null, utilisationPercent: string | null } }> }, department: { lines: Array<{ total: { effectiveMinutes: number | null, confirmedMinutes: number | null, utilisationPercent: string | null } }> } };

export type StoryLoadFragment = { effectiveMinutes: number | null, confirmedMinutes: number | null, utilisationPercent: string | null };

export type StoryChangesSubscriptionVariables = Exact<{
  departmentId: string | number;
  range: DateRangeInput;
}>;


export type StoryChangesSubscription = { capacityChanged: { kind: MessageKind, cause: string | null, lines: Array<{ week: string, worker:
        | { id: string, name: string }
        | { id: string, name: string }
       | null, before: { confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null>, freeMinutes: Array<number | null> }, after: { confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null>, freeMinutes: Array<number | null> } }> } };

export type FollowCapacitySubscriptionVariables = Exact<{
  scope?: ChangeScopeInput | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowCapacitySubscription = { capacityChanged: { kind: MessageKind, cursor: string, isComplete: boolean, isScopeChanged: boolean, occurredAt: string | null, cause: string | null, changes: number, lines: Array<{ week: string, department: { code: string } | null, before: { effectiveMinutes: Array<number | null>, confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null> }, after: { effectiveMinutes: Array<number | null>, confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null> } }> } };

export type FollowedMinutesFragment = { effectiveMinutes: Array<number | null>, confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null> };

export type FollowDepartmentQueryVariables = Exact<{
  code: string;
}>;


export type FollowDepartmentQuery = { departmentByCode: { id: string } | null };

export type AccountsByEmailQueryVariables = Exact<{
  email: string;
}>;


export type AccountsByEmailQuery = { accounts: { nodes: Array<{ subject: string }> } };

export type CapacityStoreStateQueryVariables = Exact<{ [key: string]: never; }>;


export type CapacityStoreStateQuery = { capacityStore: { keptFrom: string | null, keptTo: string | null, workers: number, storedWorkers: number } };

export type CapacityVerifyQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CapacityVerifyQuery = { capacityVerification: { workers: number, departments: number, differenceCount: number, next: string | null, differences: Array<{ workerId: string | null, departmentId: string | null, day: string, measure: string, stored: number | null, computed: number | null }> } };

export type CapacityClearMutationVariables = Exact<{ [key: string]: never; }>;


export type CapacityClearMutation = { capacityStoreClear: { workers: number } };

export type CapacityFillMutationVariables = Exact<{
  input: CapacityStoreFillInput;
}>;


export type CapacityFillMutation = { capacityStoreFill: { last: string | null, store: { keptFrom: string | null, keptTo: string | null, storedWorkers: number } } };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { name: string, roles: Array<Role>, scopes: Array<string> } };

export type ImportReportFragment = { created: number, updated: number, unchanged: number, rejected: number, withheld: number, rows: Array<{ row: number, errors: Array<{ column: string, code: string, message: string, value: string | null }> }> };

export type ImportDepartmentsMutationVariables = Exact<{
  input: DepartmentsImportInput;
}>;


export type ImportDepartmentsMutation = { result: { created: number, updated: number, unchanged: number, rejected: number, withheld: number, rows: Array<{ row: number, errors: Array<{ column: string, code: string, message: string, value: string | null }> }> } };

export type ImportWorkersMutationVariables = Exact<{
  input: WorkersImportInput;
}>;


export type ImportWorkersMutation = { result: { created: number, updated: number, unchanged: number, rejected: number, withheld: number, rows: Array<{ row: number, errors: Array<{ column: string, code: string, message: string, value: string | null }> }> } };

export type ImportMembershipsMutationVariables = Exact<{
  input: MembershipsImportInput;
}>;


export type ImportMembershipsMutation = { result: { created: number, updated: number, unchanged: number, rejected: number, withheld: number, rows: Array<{ row: number, errors: Array<{ column: string, code: string, message: string, value: string | null }> }> } };

export type LoadedRegionsQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type LoadedRegionsQuery = { holidayRegions: { nodes: Array<{ code: string }> } };

export type LoadRegionMutationVariables = Exact<{
  input: HolidayRegionLoadInput;
}>;


export type LoadRegionMutation = { holidayRegionLoad: { code: string, firstYear: number, lastYear: number } };

export type LogVerifyQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type LogVerifyQuery = { changeLogVerification: { events: number, end: string, next: string | null, fault: { sequence: number, kind: ChangeLogFaultKind } | null } };

export type DrawCapacityQueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type DrawCapacityQuery = { capacity: { lines: Array<{ department: { name: string } | null, total: { effectiveMinutes: number | null, confirmedMinutes: number | null, utilisationPercent: string | null } }> } };

export type DrawStrategyQueryVariables = Exact<{
  range: DateRangeInput;
  first: number;
}>;


export type DrawStrategyQuery = { keyDepartments: { ties: number, withheldTies: number, minimumPeople: number, departments: Array<{ rank: number, score: number, strategicSharePercent: string, betweenness: number, constraint: number | null, isArticulationPoint: boolean, department: { name: string }, soleSkills: Array<{ name: string }> }> }, missingLinks: { congruence: number | null, missingPairs: number, links: Array<{ stakePercent: string, first: { name: string }, second: { name: string }, objectives: Array<{ title: string }>, dependencies: Array<{ objective: { title: string }, dependsOn: { title: string } }> }> } };

export const StoryLoadFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryLoad"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CapacityBucket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"utilisationPercent"}}]}}]} as unknown as DocumentNode<StoryLoadFragment, unknown>;
export const FollowedMinutesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FollowedMinutes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CapacityWeekValues"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"tentativeMinutes"}}]}}]} as unknown as DocumentNode<FollowedMinutesFragment, unknown>;
export const ImportReportFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportReport"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outcomes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"REJECTED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<ImportReportFragment, unknown>;
export const StoryPlacesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryPlaces"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"objective"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"departmentByCode"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objectives"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"externalId"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"objective"}}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<StoryPlacesQuery, StoryPlacesQueryVariables>;
export const StoryAvailableDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryAvailable"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"skills"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"minLevel"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"availableWorkers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"skills"},"value":{"kind":"Variable","name":{"kind":"Name","value":"skills"}}},{"kind":"Argument","name":{"kind":"Name","value":"minLevel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"minLevel"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FREELANCER"}]}},{"kind":"Argument","name":{"kind":"Name","value":"workModes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"REMOTE"}]}},{"kind":"Argument","name":{"kind":"Name","value":"overlapWith"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"StringValue","value":"Europe/Lisbon","block":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"freeMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]}}]} as unknown as DocumentNode<StoryAvailableQuery, StoryAvailableQueryVariables>;
export const StoryPreviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryPreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentProposeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignmentPreview"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"plannedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"freeMinutesBefore"}},{"kind":"Field","name":{"kind":"Name","value":"freeMinutesAfter"}}]}}]}}]} as unknown as DocumentNode<StoryPreviewQuery, StoryPreviewQueryVariables>;
export const StoryProposeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryPropose"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentProposeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignmentPropose"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]} as unknown as DocumentNode<StoryProposeMutation, StoryProposeMutationVariables>;
export const StoryConfirmDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryConfirm"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentTransitionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignmentConfirm"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]} as unknown as DocumentNode<StoryConfirmMutation, StoryConfirmMutationVariables>;
export const StoryCancelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryCancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AssignmentTransitionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignmentCancel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<StoryCancelMutation, StoryCancelMutationVariables>;
export const StoryUtilisationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryUtilisation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"workerIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"departmentId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"worker"},"name":{"kind":"Name","value":"capacity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"EnumValue","value":"MONTH"}},{"kind":"Argument","name":{"kind":"Name","value":"scope"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"workerIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"workerIds"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryLoad"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"department"},"name":{"kind":"Name","value":"capacity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"EnumValue","value":"MONTH"}},{"kind":"Argument","name":{"kind":"Name","value":"scope"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"departmentId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"departmentId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryLoad"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryLoad"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CapacityBucket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"utilisationPercent"}}]}}]} as unknown as DocumentNode<StoryUtilisationQuery, StoryUtilisationQueryVariables>;
export const StoryChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"StoryChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"departmentId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacityChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"scope"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"departmentId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"departmentId"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"worker"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"week"}},{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"tentativeMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"freeMinutes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"after"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"tentativeMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"freeMinutes"}}]}}]}}]}}]}}]} as unknown as DocumentNode<StoryChangesSubscription, StoryChangesSubscriptionVariables>;
export const FollowCapacityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"FollowCapacity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"scope"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeScopeInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacityChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"scope"},"value":{"kind":"Variable","name":{"kind":"Name","value":"scope"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"isScopeChanged"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"changes"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"week"}},{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FollowedMinutes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"after"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FollowedMinutes"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FollowedMinutes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CapacityWeekValues"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"tentativeMinutes"}}]}}]} as unknown as DocumentNode<FollowCapacitySubscription, FollowCapacitySubscriptionVariables>;
export const FollowDepartmentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FollowDepartment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"departmentByCode"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<FollowDepartmentQuery, FollowDepartmentQueryVariables>;
export const AccountsByEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountsByEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"email"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"email"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"email"}}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}}]}}]}}]} as unknown as DocumentNode<AccountsByEmailQuery, AccountsByEmailQueryVariables>;
export const CapacityStoreStateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CapacityStoreState"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacityStore"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"keptFrom"}},{"kind":"Field","name":{"kind":"Name","value":"keptTo"}},{"kind":"Field","name":{"kind":"Name","value":"workers"}},{"kind":"Field","name":{"kind":"Name","value":"storedWorkers"}}]}}]}}]} as unknown as DocumentNode<CapacityStoreStateQuery, CapacityStoreStateQueryVariables>;
export const CapacityVerifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CapacityVerify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacityVerification"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workers"}},{"kind":"Field","name":{"kind":"Name","value":"departments"}},{"kind":"Field","name":{"kind":"Name","value":"differenceCount"}},{"kind":"Field","name":{"kind":"Name","value":"differences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workerId"}},{"kind":"Field","name":{"kind":"Name","value":"departmentId"}},{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"stored"}},{"kind":"Field","name":{"kind":"Name","value":"computed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"next"}}]}}]}}]} as unknown as DocumentNode<CapacityVerifyQuery, CapacityVerifyQueryVariables>;
export const CapacityClearDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CapacityClear"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacityStoreClear"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workers"}}]}}]}}]} as unknown as DocumentNode<CapacityClearMutation, CapacityClearMutationVariables>;
export const CapacityFillDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CapacityFill"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CapacityStoreFillInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacityStoreFill"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"store"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"keptFrom"}},{"kind":"Field","name":{"kind":"Name","value":"keptTo"}},{"kind":"Field","name":{"kind":"Name","value":"storedWorkers"}}]}}]}}]}}]} as unknown as DocumentNode<CapacityFillMutation, CapacityFillMutationVariables>;
export const WhoAmIDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoAmI"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}}]}}]}}]} as unknown as DocumentNode<WhoAmIQuery, WhoAmIQueryVariables>;
export const ImportDepartmentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportDepartments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DepartmentsImportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"departmentsImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportReport"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportReport"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outcomes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"REJECTED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<ImportDepartmentsMutation, ImportDepartmentsMutationVariables>;
export const ImportWorkersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportWorkers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WorkersImportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"workersImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportReport"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportReport"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outcomes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"REJECTED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<ImportWorkersMutation, ImportWorkersMutationVariables>;
export const ImportMembershipsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportMemberships"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MembershipsImportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"membershipsImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportReport"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportReport"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outcomes"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"REJECTED"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<ImportMembershipsMutation, ImportMembershipsMutationVariables>;
export const LoadedRegionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LoadedRegions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holidayRegions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<LoadedRegionsQuery, LoadedRegionsQueryVariables>;
export const LoadRegionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LoadRegion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HolidayRegionLoadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holidayRegionLoad"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"firstYear"}},{"kind":"Field","name":{"kind":"Name","value":"lastYear"}}]}}]}}]} as unknown as DocumentNode<LoadRegionMutation, LoadRegionMutationVariables>;
export const LogVerifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LogVerify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeLogVerification"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"fault"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"next"}}]}}]}}]} as unknown as DocumentNode<LogVerifyQuery, LogVerifyQueryVariables>;
export const DrawCapacityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DrawCapacity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capacity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"scope"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"allDepartments"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"utilisationPercent"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DrawCapacityQuery, DrawCapacityQueryVariables>;
export const DrawStrategyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DrawStrategy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"keyDepartments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ties"}},{"kind":"Field","name":{"kind":"Name","value":"withheldTies"}},{"kind":"Field","name":{"kind":"Name","value":"minimumPeople"}},{"kind":"Field","name":{"kind":"Name","value":"departments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"strategicSharePercent"}},{"kind":"Field","name":{"kind":"Name","value":"betweenness"}},{"kind":"Field","name":{"kind":"Name","value":"constraint"}},{"kind":"Field","name":{"kind":"Name","value":"isArticulationPoint"}},{"kind":"Field","name":{"kind":"Name","value":"soleSkills"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"missingLinks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"congruence"}},{"kind":"Field","name":{"kind":"Name","value":"missingPairs"}},{"kind":"Field","name":{"kind":"Name","value":"links"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"second"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stakePercent"}},{"kind":"Field","name":{"kind":"Name","value":"objectives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dependencies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objective"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dependsOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DrawStrategyQuery, DrawStrategyQueryVariables>;