/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What signs in with an account. */
export type AccountKind =
  /** A program, whose rights are scopes. */
  | 'CLIENT'
  /** Someone, whose rights are roles. */
  | 'PERSON';

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

/** Which assignment ends, and when. */
export type AssignmentReleaseInput = {
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which assignment. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The last day worked, within the assignment. */
  lastDay: string;
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

/** Changes of an assignment: what is given is changed, the rest stays. A new load replaces the old one. */
export type AssignmentUpdateInput = {
  /** Minutes day by day, at most 366 days, on any kind of day. Without `from` and `to` these are its first and last one. */
  days?: Array<AssignmentDayInput> | null | undefined;
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** The first day. */
  from?: string | null | undefined;
  /** Which assignment. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Whether `minutesPerDay` counts on days without capacity as well; it does not by default. */
  includeNonWorking?: boolean | null | undefined;
  /** Minutes on every day with capacity, 1 to 1,440. */
  minutesPerDay?: number | null | undefined;
  /** Share of the effective minutes of each day, in percent: 0.01 to 100, at most two decimals. */
  percent?: string | null | undefined;
  /** What the worker does there; null for nothing said. */
  role?: string | null | undefined;
  /** The last day, included; null opens it. */
  to?: string | null | undefined;
  /** Minutes in all, spread over the days in proportion to the effective minutes of each; needs `to`. */
  totalMinutes?: number | null | undefined;
};

/** By what available workers are ranked. */
export type AvailabilityCriterion =
  /** Free minutes by effective minutes of the range: up to 500 points. */
  | 'FREE_TIME'
  /** Average overlap of working hours, by the window asked for: up to 200 points; none where nobody knows the hours. */
  | 'OVERLAP'
  /** Levels of the skills asked for, by the highest possible: up to 300 points. */
  | 'SKILL_LEVEL';

/** Into what a range is divided. The first and the last one are cut to the range. */
export type Bucket =
  /** Calendar days. */
  | 'DAY'
  /** Calendar months. */
  | 'MONTH'
  /** Calendar quarters. */
  | 'QUARTER'
  /** Weeks from Monday to Sunday (ISO 8601). */
  | 'WEEK';

/** Whose capacity: at most one of workers, department and all departments; the whole organisation by default. Filters apply to each. */
export type CapacityScopeInput = {
  /** A line for each department, and one for the share of people that belongs to none. */
  allDepartments?: boolean | null | undefined;
  /** One line, for this department. */
  departmentId?: string | number | null | undefined;
  /** Whether departments below count as well: by default they do for one department, and do not for all. */
  includeSubtree?: boolean | null | undefined;
  /** Only workers of these kinds. */
  kinds?: Array<WorkerKind> | null | undefined;
  /** Only workers who have all of these skills. For viewers who see everybody; FORBIDDEN for others. */
  skills?: Array<SkillRequirementInput> | null | undefined;
  /** A line for each of these workers, at most 100. */
  workerIds?: Array<string | number> | null | undefined;
};

/** Whose changes of capacity: at most one of workers and department; everybody’s by default. */
export type ChangeScopeInput = {
  /** The members of this department. */
  departmentId?: string | number | null | undefined;
  /** Whether departments below it count as well; they do by default. */
  includeSubtree?: boolean | null | undefined;
  /** These workers, at most 100. */
  workerIds?: Array<string | number> | null | undefined;
};

/** Which requests for help to list. All conditions given must hold. */
export type CollaborationRequestFilter = {
  /** All of these hold. */
  and?: Array<CollaborationRequestFilter> | null | undefined;
  /** By the last day on which it may be answered. */
  expiresOn?: DateFilter | null | undefined;
  /** By first day. */
  from?: DateFilter | null | undefined;
  /** By the department that asks. */
  fromDepartmentId?: IdFilter | null | undefined;
  /** By id. */
  id?: IdFilter | null | undefined;
  /** This does not hold. */
  not?: CollaborationRequestFilter | null | undefined;
  /** By objective. */
  objectiveId?: IdFilter | null | undefined;
  /** At least one of these holds. */
  or?: Array<CollaborationRequestFilter> | null | undefined;
  /** Message or answer contains this, in whatever case. */
  search?: string | null | undefined;
  /** By the skill asked for. */
  skillId?: IdFilter | null | undefined;
  /** By state. */
  state?: CollaborationRequestStateFilter | null | undefined;
  /** By last day. */
  to?: DateFilter | null | undefined;
  /** By the department that is asked. */
  toDepartmentId?: IdFilter | null | undefined;
};

/** Where a request for help stands. */
export type CollaborationRequestState =
  /** The asked department helps; may become DONE or CANCELLED. */
  | 'ACCEPTED'
  /** The asking department gave it up; for good. */
  | 'CANCELLED'
  /** The asked department does not help; for good. */
  | 'DECLINED'
  /** The asking department has had the help; for good. */
  | 'DONE'
  /** It was not answered in time; for good. */
  | 'EXPIRED'
  /** Not answered yet; may become ACCEPTED, DECLINED, EXPIRED or CANCELLED. */
  | 'OPEN';

/** Compares a CollaborationRequestState. All conditions given must hold; null states none. */
export type CollaborationRequestStateFilter = {
  /** Is exactly this. */
  eq?: CollaborationRequestState | null | undefined;
  /** Is one of these. */
  in?: Array<CollaborationRequestState> | null | undefined;
  /** Is none of these. */
  notIn?: Array<CollaborationRequestState> | null | undefined;
};

/** Which department shall no longer contribute to which objective. */
export type ContributionRemoveInput = {
  /** Which department. */
  departmentId: string | number;
  /** The version you have seen, if it matters: another one is CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Which objective. */
  objectiveId: string | number;
};

/** What a department is to an objective. */
export type ContributionRole =
  /** Is asked for its opinion. */
  | 'CONSULTED'
  /** Works on it. */
  | 'CONTRIBUTOR'
  /** Answers for its part of the result. */
  | 'RESPONSIBLE';

/** How a department shall contribute to an objective. */
export type ContributionSetInput = {
  /** Which department. */
  departmentId: string | number;
  /** The version you have seen, if you changed one: another one is CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Which objective. */
  objectiveId: string | number;
  /** Minutes planned over the whole period, 0 or more; none: not planned yet. */
  plannedMinutes?: number | null | undefined;
  /** What the department shall be to the objective. */
  role: ContributionRole;
};

/** How far a set of departments is known to be the smallest. */
export type CoverStatus =
  /** All departments together cannot carry them. */
  | 'INSUFFICIENT'
  /** No smaller one carries the needs. */
  | 'OPTIMAL'
  /** It carries them, but a smaller one may exist: see `lowerBound`. */
  | 'TIME_LIMIT';

/** Compares a calendar day. All conditions given must hold; null states none. */
export type DateFilter = {
  /** Is this day. */
  eq?: string | null | undefined;
  /** Is after this day. */
  gt?: string | null | undefined;
  /** Is this day or later. */
  gte?: string | null | undefined;
  /** Is absent (true) or present (false). */
  isNull?: boolean | null | undefined;
  /** Is before this day. */
  lt?: string | null | undefined;
  /** Is this day or earlier. */
  lte?: string | null | undefined;
};

/** The days from `from` to `to`, both included; at most ten years. */
export type DateRangeInput = {
  /** The first day. */
  from: string;
  /** The last day, included; not before the first. */
  to: string;
};

/** Compares an instant. All conditions given must hold; null states none. */
export type DateTimeFilter = {
  /** Is after this instant. */
  gt?: string | null | undefined;
  /** Is this instant or later. */
  gte?: string | null | undefined;
  /** Is absent (true) or present (false). */
  isNull?: boolean | null | undefined;
  /** Is before this instant. */
  lt?: string | null | undefined;
  /** Is this instant or earlier. */
  lte?: string | null | undefined;
};

/** A new department. */
export type DepartmentCreateInput = {
  /** Short, unique name, such as `FIN`; 1 to 32 characters. */
  code: string;
  /** Its id in another system; unique. */
  externalId?: string | null | undefined;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Full name; 1 to 200 characters. */
  name: string;
  /** The department above it; none for one at the top. */
  parentId?: string | number | null | undefined;
  /** Region of its public holidays, such as `CH-GE`. */
  region?: string | null | undefined;
  /** The time zone it works in. */
  timeZone: string;
};

/** Where a department shall lie in the tree. */
export type DepartmentMoveInput = {
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which department; all below it moves along. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The department above it from now on; null for the top. */
  parentId?: string | number | null | undefined;
};

/** Changes of a department: what is given is changed, the rest stays. */
export type DepartmentUpdateInput = {
  /** Short, unique name; 1 to 32 characters. */
  code?: string | null | undefined;
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Its id in another system; null for none. */
  externalId?: string | null | undefined;
  /** Which department. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Full name; 1 to 200 characters. */
  name?: string | null | undefined;
  /** Region of its public holidays; null for none. */
  region?: string | null | undefined;
  /** The time zone it works in. */
  timeZone?: string | null | undefined;
};

/** How far an engagement has come. READY, ACTIVE, ENDED and TERMINATED ones give capacity on their days. */
export type EngagementState =
  /** Running. */
  | 'ACTIVE'
  /** Given up before it began; gives no capacity. */
  | 'CANCELLED'
  /** Being prepared; gives no capacity, and may overlap others. */
  | 'DRAFT'
  /** Over, as agreed. */
  | 'ENDED'
  /** Offered to the worker; gives no capacity, and may overlap others. */
  | 'OFFERED'
  /** Agreed on; gives capacity from its first day on. */
  | 'READY'
  /** Over before it was agreed to end. */
  | 'TERMINATED';

/** Which engagement ends early, when and why. */
export type EngagementTerminateInput = {
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which engagement. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The last day, within the engagement. */
  on: string;
  /** Why; 1 to 500 characters. Kept beside the engagement, never in the log. */
  reason: string;
};

/** What the score of an expert consists of; 1,000 points in all. */
export type ExpertiseCriterion =
  /** The last day of such work: up to 200 points, for today, and fewer the longer ago it is, down to 0 at the beginning of the time asked about. */
  | 'RECENT_WORK'
  /** Minutes on similar objectives, each by how similar it is: up to 400 points, for 26 full-time weeks or more. */
  | 'SIMILAR_WORK'
  /** Levels of the skills that are wanted, as they are now: up to 400 points. Not there where no skill is wanted. */
  | 'SKILL_LEVEL';

/** Compares an id. All conditions given must hold; null states none. */
export type IdFilter = {
  /** Is exactly this. */
  eq?: string | number | null | undefined;
  /** Is one of these. */
  in?: Array<string | number> | null | undefined;
  /** Is absent (true) or present (false). */
  isNull?: boolean | null | undefined;
  /** Is none of these. */
  notIn?: Array<string | number> | null | undefined;
};

/** How much each measure counts in the score, 0 to 1,000, relative to the others; at least one of them counts. */
export type KeyDepartmentWeightsInput = {
  /** How often it is between others. */
  betweenness?: number;
  /** How little those whom it works with work with each other: 1 - constraint, at least 0. */
  brokerage?: number;
  /** How far the others fall apart without it. */
  fragmentation?: number;
  /** How many required skills only it has, as a part of the most that any department has. */
  soleProvider?: number;
  /** Its part in the strategy. */
  strategicShare?: number;
};

/** A new key result of an objective. */
export type KeyResultCreateInput = {
  /** Which way it is to go; start and target must agree. */
  direction: KeyResultDirection;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Of which objective. */
  objectiveId: string | number;
  /** Where it begins, in its unit. */
  start: string;
  /** Where it is to go, in its unit. */
  target: string;
  /** What is measured; 1 to 200 characters. */
  title: string;
  /** In what it is measured; at most 40 characters. */
  unit?: string;
  /** How much it counts, 0 to 1000, relative to the others of its objective. */
  weight?: number;
};

/** Which way a key result is to go. */
export type KeyResultDirection =
  /** Down: its target is less than its start. */
  | 'DECREASE'
  /** Up: its target is more than its start. */
  | 'INCREASE';

/** What a key result was on a day. */
export type KeyResultRecordInput = {
  /** What it was, in its unit. */
  current: string;
  /** Which key result. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** On which day, not a future one; today (UTC) by default. */
  on?: string | null | undefined;
};

/** Changes of a key result: what is given is changed, the rest stays. */
export type KeyResultUpdateInput = {
  /** Which way it is to go; start and target must agree. */
  direction?: KeyResultDirection | null | undefined;
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which key result. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Where it begins, in its unit. */
  start?: string | null | undefined;
  /** Where it is to go, in its unit. */
  target?: string | null | undefined;
  /** What is measured; 1 to 200 characters. */
  title?: string | null | undefined;
  /** In what it is measured; at most 40 characters. */
  unit?: string | null | undefined;
  /** How much it counts, 0 to 1000, relative to the others of its objective. */
  weight?: number | null | undefined;
};

/** What can be found by its words. */
export type KnowledgeKind =
  /** A request for help, with its answer. */
  | 'COLLABORATION_REQUEST'
  /** A decision on an objective. */
  | 'DECISION'
  /** A key result of an objective. */
  | 'KEY_RESULT'
  /** A note on an objective. */
  | 'NOTE'
  /** An objective, with its description. */
  | 'OBJECTIVE';

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

/** By what workforce need is divided. */
export type NeedDimension =
  /** Work of people and their supply by their shares of membership, placeholders by their department. Adds up to the whole. */
  | 'DEPARTMENT'
  /** Placeholders and assignments by their role (assignments without one by the worker’s title), supply by the worker’s title, in whatever case. For viewers who see everybody; FORBIDDEN for others. */
  | 'ROLE'
  /** Placeholders count for each skill that they ask for, people with all their work and supply for each skill that they have, at whatever level: an assignment says for no skill what it takes. Hence skills overlap, and do not add up. For viewers who see everybody; FORBIDDEN for others. */
  | 'SKILL';

/** A new objective; it is PLANNED. */
export type ObjectiveCreateInput = {
  /** What is meant by it; at most 4,000 characters. */
  description?: string | null | undefined;
  /** Its id in another system; unique, at most 200 characters. */
  externalId?: string | null | undefined;
  /** The first day of its period; none: open. */
  from?: string | null | undefined;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The department that owns it. */
  ownerId: string | number;
  /** The objective it serves; none for one at the top. */
  parentId?: string | number | null | undefined;
  /** What is to be reached; 1 to 200 characters. */
  title: string;
  /** The last day of its period, included; none: open. */
  to?: string | null | undefined;
  /** How much it counts, 0 to 1000, relative to its siblings. */
  weight?: number;
};

/** Which objective shall depend on which other one, and how. */
export type ObjectiveDependencyAddInput = {
  /** The objective that it depends on; neither above nor below it. */
  dependsOnId: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** How it depends on it. */
  kind: ObjectiveDependencyKind;
  /** The objective that depends. */
  objectiveId: string | number;
};

/** How an objective depends on another one. NEEDS_INPUT and BLOCKS have a direction, and together no cycle. */
export type ObjectiveDependencyKind =
  /** The other one blocks it: it cannot be reached before the other one is. */
  | 'BLOCKS'
  /** It goes on with something that the other one delivers. */
  | 'NEEDS_INPUT'
  /** Both contribute to one result; neither comes first. */
  | 'SHARES_RESULT';

/** Where an objective shall lie in the tree. */
export type ObjectiveMoveInput = {
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which objective; all below it moves along. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The objective above it from now on; null for the top. */
  parentId?: string | number | null | undefined;
};

/** How an objective is like the one asked about, and how much of the work on it counts for that. */
export type ObjectiveSimilarity =
  /** It lies above it in the tree: 50 %. */
  | 'ABOVE'
  /** It lies below it in the tree: 50 %. */
  | 'BELOW'
  /** A department that owns it, or contributes to it, does so for the one asked about: 20 %. */
  | 'DEPARTMENT'
  /** One of the two depends on the other, in whatever way: 50 %. */
  | 'DEPENDENCY'
  /** It is the one asked about: 100 %. */
  | 'SAME'
  /** A staffing need of it asks, or asked, for a skill that is wanted: 50 %. */
  | 'SKILL';

/** How far an objective is: PLANNED, then ACTIVE, then one of the three ends. */
export type ObjectiveStatus =
  /** Reached; for good. */
  | 'ACHIEVED'
  /** Pursued; may become ACHIEVED, MISSED or CANCELLED. */
  | 'ACTIVE'
  /** Given up; for good. Weighs nothing against its siblings. */
  | 'CANCELLED'
  /** Not reached; for good. */
  | 'MISSED'
  /** Not pursued yet; may become ACTIVE or CANCELLED. */
  | 'PLANNED';

/** Which objective, as you have seen it. */
export type ObjectiveTransitionInput = {
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Which objective. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
};

/** Changes of an objective: what is given is changed, the rest stays. */
export type ObjectiveUpdateInput = {
  /** What is meant by it, at most 4,000 characters; null for nothing. */
  description?: string | null | undefined;
  /** The version you have seen; another one is CONFLICT. */
  expectedVersion: number;
  /** Its id in another system; null for none. */
  externalId?: string | null | undefined;
  /** The first day of its period; null: open. */
  from?: string | null | undefined;
  /** Which objective. */
  id: string | number;
  /** Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** The department that owns it from now on. */
  ownerId?: string | number | null | undefined;
  /** What is to be reached; 1 to 200 characters. */
  title?: string | null | undefined;
  /** The last day of its period, included; null: open. */
  to?: string | null | undefined;
  /** How much it counts, 0 to 1000, relative to its siblings. */
  weight?: number | null | undefined;
};

/** Whose working hours to share: a window by the clock of a zone. */
export type OverlapInput = {
  /** When their day ends, in minutes since midnight; after its begin. */
  endMinute?: number;
  /** The least overlap on any working day of the range, in minutes; of those whose hours nobody knows it is 0. */
  minMinutes?: number;
  /** When their day begins, in minutes since midnight. */
  startMinute?: number;
  /** The zone of those to work with. */
  timeZone: string;
};

/** Where the progress of an objective comes from. */
export type ProgressMode =
  /** Stated by whoever manages it. */
  | 'MANUAL'
  /** Computed: from its key results, where it has any, else from the objectives below it. */
  | 'ROLLUP';

/** What a rate is paid for. */
export type RateUnit =
  /** Each day. */
  | 'DAY'
  /** Each hour. */
  | 'HOUR'
  /** Each month. */
  | 'MONTH'
  /** Each year. */
  | 'YEAR';

/** Why a confirmation would be refused. */
export type RefusalReason =
  /** An engagement of those days has no work pattern: capacity is unknown. */
  | 'NO_PATTERN'
  /** More minutes would find no place than do now. */
  | 'OVERBOOKED';

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

/** A skill that is asked for, at a level. */
export type SkillRequirementInput = {
  /** At least at this level, 1 to 5. */
  minLevel?: number;
  /** Which skill. */
  skillId: string | number;
};

/** Where a staffing need stands. Only an OPEN one is demand. */
export type StaffingNeedState =
  /** Met, by whomever; for good. */
  | 'CLOSED'
  /** Nobody does it yet; may become CLOSED or WITHDRAWN. */
  | 'OPEN'
  /** No longer wanted; for good. */
  | 'WITHDRAWN';

/** Compares a text. All conditions given must hold; null states none. */
export type StringFilter = {
  /** Contains this, in whatever case. */
  contains?: string | null | undefined;
  /** Is exactly this. */
  eq?: string | null | undefined;
  /** Is one of these. */
  in?: Array<string> | null | undefined;
  /** Is absent (true) or present (false). */
  isNull?: boolean | null | undefined;
  /** Is none of these. */
  notIn?: Array<string> | null | undefined;
  /** Starts with this, in whatever case. */
  startsWith?: string | null | undefined;
};

/** Which time off to list. All conditions given must hold. */
export type TimeOffFilter = {
  /** All of these hold. */
  and?: Array<TimeOffFilter> | null | undefined;
  /** By when it was asked for. */
  createdAt?: DateTimeFilter | null | undefined;
  /** By the id in the system it was imported from. */
  externalId?: StringFilter | null | undefined;
  /** By the first day. */
  from?: DateFilter | null | undefined;
  /** By id. */
  id?: IdFilter | null | undefined;
  /** By why. For HR; FORBIDDEN for others. */
  kind?: TimeOffKindFilter | null | undefined;
  /** This does not hold. */
  not?: TimeOffFilter | null | undefined;
  /** At least one of these holds. */
  or?: Array<TimeOffFilter> | null | undefined;
  /** Has a day in this range. */
  range?: DateRangeInput | null | undefined;
  /** By how far it has come. */
  state?: TimeOffStateFilter | null | undefined;
  /** By the last day. */
  to?: DateFilter | null | undefined;
  /** By the worker. */
  workerId?: IdFilter | null | undefined;
};

/** Why somebody is off, in general. */
export type TimeOffKind =
  /** Anything else. */
  | 'OTHER'
  /** Birth, adoption or care of a child. */
  | 'PARENTAL'
  /** Illness or accident. */
  | 'SICK'
  /** Learning, away from work. */
  | 'TRAINING'
  /** Leave without pay. */
  | 'UNPAID'
  /** Paid holidays of their own. */
  | 'VACATION';

/** Compares a TimeOffKind. All conditions given must hold; null states none. */
export type TimeOffKindFilter = {
  /** Is exactly this. */
  eq?: TimeOffKind | null | undefined;
  /** Is one of these. */
  in?: Array<TimeOffKind> | null | undefined;
  /** Is none of these. */
  notIn?: Array<TimeOffKind> | null | undefined;
};

/** How far a time off has come. Only APPROVED ones reduce capacity. */
export type TimeOffState =
  /** Granted; reduces capacity. */
  | 'APPROVED'
  /** Granted, then given up; capacity is back. */
  | 'CANCELLED'
  /** Refused. */
  | 'REJECTED'
  /** Asked for; pending. */
  | 'REQUESTED'
  /** Taken back before it was decided. */
  | 'WITHDRAWN';

/** Compares a TimeOffState. All conditions given must hold; null states none. */
export type TimeOffStateFilter = {
  /** Is exactly this. */
  eq?: TimeOffState | null | undefined;
  /** Is one of these. */
  in?: Array<TimeOffState> | null | undefined;
  /** Is none of these. */
  notIn?: Array<TimeOffState> | null | undefined;
};

/** Where a worker works. */
export type WorkMode =
  /** Partly at a place of the organisation, partly elsewhere. */
  | 'HYBRID'
  /** At a place of the organisation. */
  | 'ONSITE'
  /** Elsewhere, always. */
  | 'REMOTE';

/** In what relation a worker stands to the organisation. */
export type WorkerKind =
  /** Self-employed, working for it by contract. */
  | 'FREELANCER'
  /** Employed by it. */
  | 'STAFF';

/** Whose need: of one department, or of the whole organisation. */
export type WorkforceNeedScopeInput = {
  /** This department; the whole organisation by default. */
  departmentId?: string | number | null | undefined;
  /** Whether departments below it count as well; they do by default. */
  includeSubtree?: boolean;
};

export type Op0ac9ae2b8dMutationVariables = Exact<{
  id: string | number;
}>;


export type Op0ac9ae2b8dMutation = { objectiveDependencyRemove: { title: string, dependsOn: Array<{ kind: ObjectiveDependencyKind }> } };

export type Opaa1fe047e7MutationVariables = Exact<{
  id: string | number;
  expectedVersion: number;
}>;


export type Opaa1fe047e7Mutation = { keyResultArchive: { version: number, archivedAt: string | null } };

export type Op2066b8d0e2MutationVariables = Exact<{
  id: string | number;
  expectedVersion: number;
  mode: ProgressMode;
  percent?: string | null | undefined;
}>;


export type Op2066b8d0e2Mutation = { objectiveProgressSet: { version: number, progressMode: ProgressMode, progressPercent: string | null } };

export type Op248b74a668MutationVariables = Exact<{
  id: string | number;
  parentId?: string | number | null | undefined;
}>;


export type Op248b74a668Mutation = { objectiveMove: { id: string } };

export type Opa1a6cb3f75MutationVariables = Exact<{
  input: AssignmentProposeInput;
}>;


export type Opa1a6cb3f75Mutation = { assignmentPropose: { id: string, version: number, state: AssignmentState, worker:
      | { name: string }
      | { name: string }
     } };

export type Op93cedd9027MutationVariables = Exact<{
  input: AssignmentProposeInput;
}>;


export type Op93cedd9027Mutation = { assignmentPropose: { id: string, version: number } };

export type Op6acf28c80cMutationVariables = Exact<{
  input: AssignmentProposeInput;
}>;


export type Op6acf28c80cMutation = { assignmentPropose: { id: string } };

export type Opd32996d958MutationVariables = Exact<{
  input: AssignmentReleaseInput;
}>;


export type Opd32996d958Mutation = { assignmentRelease: { id: string } };

export type Op0842c2bc45MutationVariables = Exact<{
  input: AssignmentTransitionInput;
}>;


export type Op0842c2bc45Mutation = { assignmentCancel: { state: AssignmentState, version: number } };

export type Op9c42f2abb8MutationVariables = Exact<{
  input: AssignmentTransitionInput;
}>;


export type Op9c42f2abb8Mutation = { assignmentCancel: { state: AssignmentState } };

export type Opd81093733aMutationVariables = Exact<{
  input: AssignmentTransitionInput;
}>;


export type Opd81093733aMutation = { assignmentConfirm: { id: string, version: number } };

export type Opd51d489236MutationVariables = Exact<{
  input: AssignmentTransitionInput;
}>;


export type Opd51d489236Mutation = { assignmentConfirm: { state: AssignmentState, version: number } };

export type Op8f5723a085MutationVariables = Exact<{
  input: AssignmentUpdateInput;
}>;


export type Op8f5723a085Mutation = { assignmentUpdate: { to: string | null, releasedOn: string | null } };

export type Opf1ddf45de5MutationVariables = Exact<{
  input: ContributionRemoveInput;
}>;


export type Opf1ddf45de5Mutation = { contributionRemove: { contributions: Array<{ department: { code: string } }> } };

export type Opa71188b2a7MutationVariables = Exact<{
  input: ContributionSetInput;
}>;


export type Opa71188b2a7Mutation = { contributionSet: { id: string, version: number, role: ContributionRole, plannedMinutes: number | null, department: { code: string }, objective: { title: string } } };

export type Op7d980289bbMutationVariables = Exact<{
  input: ContributionSetInput;
}>;


export type Op7d980289bbMutation = { contributionSet: { id: string } };

export type Op4eef68be94MutationVariables = Exact<{
  input: DepartmentCreateInput;
}>;


export type Op4eef68be94Mutation = { again: { version: number, name: string, parent: { id: string } | null } };

export type Op781a38a53eMutationVariables = Exact<{
  input: DepartmentCreateInput;
}>;


export type Op781a38a53eMutation = { departmentCreate: { id: string, code: string, name: string, version: number } };

export type Opf000122baaMutationVariables = Exact<{
  input: DepartmentCreateInput;
}>;


export type Opf000122baaMutation = { departmentCreate: { id: string, code: string, version: number, parent: { code: string } | null } };

export type Opf95d9c5aedMutationVariables = Exact<{
  input: DepartmentMoveInput;
}>;


export type Opf95d9c5aedMutation = { departmentMove: { id: string } };

export type Opf07e80fb58MutationVariables = Exact<{
  input: DepartmentUpdateInput;
}>;


export type Opf07e80fb58Mutation = { departmentUpdate: { id: string, name: string, version: number } };

export type Op8c9793700aMutationVariables = Exact<{
  input: DepartmentUpdateInput;
}>;


export type Op8c9793700aMutation = { departmentUpdate: { id: string } };

export type Op345fa2b783MutationVariables = Exact<{
  input: DepartmentUpdateInput;
}>;


export type Op345fa2b783Mutation = { departmentUpdate: { name: string, version: number } };

export type Op37c0c97704MutationVariables = Exact<{
  input: DepartmentUpdateInput;
}>;


export type Op37c0c97704Mutation = { departmentUpdate: { version: number } };

export type Op95abf840f5MutationVariables = Exact<{
  input: EngagementTerminateInput;
}>;


export type Op95abf840f5Mutation = { engagementTerminate: { state: EngagementState, to: string | null } };

export type Opc2f3961996MutationVariables = Exact<{
  input: KeyResultCreateInput;
}>;


export type Opc2f3961996Mutation = { keyResultCreate: { id: string, version: number, title: string, unit: string, direction: KeyResultDirection, start: string, target: string, current: string, weight: number, archivedAt: string | null, progressPercent: string, objective: { title: string } } };

export type Opd83e2348edMutationVariables = Exact<{
  input: KeyResultRecordInput;
}>;


export type Opd83e2348edMutation = { keyResultRecord: { version: number, current: string, progressPercent: string, history: Array<{ on: string, value: string }> } };

export type Op86cf65933dMutationVariables = Exact<{
  input: KeyResultUpdateInput;
}>;


export type Op86cf65933dMutation = { keyResultUpdate: { version: number, title: string, direction: KeyResultDirection, start: string, target: string, current: string, progressPercent: string } };

export type Op780f91dc5fMutationVariables = Exact<{
  input: ObjectiveCreateInput;
}>;


export type Op780f91dc5fMutation = { objectiveCreate: { id: string, version: number, title: string, description: string | null, externalId: string | null, weight: number, from: string | null, to: string | null, status: ObjectiveStatus, normalisedWeight: string, owner: { code: string }, parent: { title: string } | null, children: Array<{ title: string }>, contributions: Array<{ role: ContributionRole }> } };

export type Op3fdabdf826MutationVariables = Exact<{
  input: ObjectiveCreateInput;
}>;


export type Op3fdabdf826Mutation = { objectiveCreate: { id: string, version: number } };

export type Op7e63b2418fMutationVariables = Exact<{
  input: ObjectiveCreateInput;
}>;


export type Op7e63b2418fMutation = { objectiveCreate: { owner: { code: string } } };

export type Op6a65484d0bMutationVariables = Exact<{
  input: ObjectiveDependencyAddInput;
}>;


export type Op6a65484d0bMutation = { objectiveDependencyAdd: { id: string, kind: ObjectiveDependencyKind, objective: { id: string }, dependsOn: { id: string } } };

export type Op64652422adMutationVariables = Exact<{
  input: ObjectiveMoveInput;
}>;


export type Op64652422adMutation = { objectiveMove: { version: number, parent: { title: string } | null } };

export type Op478adf1f4aMutationVariables = Exact<{
  input: ObjectiveMoveInput;
}>;


export type Op478adf1f4aMutation = { objectiveMove: { version: number } };

export type Op23bebe4479MutationVariables = Exact<{
  input: ObjectiveTransitionInput;
}>;


export type Op23bebe4479Mutation = { objectiveActivate: { id: string } };

export type Op2705378d22MutationVariables = Exact<{
  input: ObjectiveTransitionInput;
}>;


export type Op2705378d22Mutation = { objectiveCancel: { id: string } };

export type Op0a5a009d0bMutationVariables = Exact<{
  input: ObjectiveUpdateInput;
}>;


export type Op0a5a009d0bMutation = { objectiveUpdate: { version: number, title: string, weight: number, from: string | null, to: string | null, description: string | null, owner: { code: string } } };

export type Opcd6099de65MutationVariables = Exact<{
  input: ObjectiveUpdateInput;
}>;


export type Opcd6099de65Mutation = { objectiveUpdate: { version: number } };

export type Op08db2113c5MutationVariables = Exact<{ [key: string]: never; }>;


export type Op08db2113c5Mutation = { departmentCreate: { id: string } };

export type Op93563ffab8QueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type Op93563ffab8Query = { accounts: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ subject: string, grants: Array<{ role: Role | null, account: { subject: string } }> }> } };

export type Opc8b11dfc59QueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type Opc8b11dfc59Query = { departments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string }> } };

export type Opdc592256eeQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type Opdc592256eeQuery = { objectives: { nodes: Array<{ title: string }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type Op36273d4fecQueryVariables = Exact<{
  asOf: string;
  id: string | number;
}>;


export type Op36273d4fecQuery = { staffingNeedsAsOf: { totalCount: number, nodes: Array<{ version: number, state: StaffingNeedState, to: string | null }> } };

export type Op944bba7a11QueryVariables = Exact<{
  code: string;
}>;


export type Op944bba7a11Query = { departmentByCode: { name: string } | null };

export type Op6e4d84cb36QueryVariables = Exact<{
  d: string | number;
  o: string | number;
}>;


export type Op6e4d84cb36Query = { department: { incomingRequests: { nodes: Array<{ message: string }> }, outgoingRequests: { totalCount: number, nodes: Array<{ message: string }> } } | null, objective: { collaborationRequests: { nodes: Array<{ message: string }> } } | null };

export type Op6376220911QueryVariables = Exact<{
  d: string | number;
  w: string | number;
}>;


export type Op6376220911Query = { department: { code: string } | null, worker:
    | { name: string }
    | { name: string }
   | null, capacity: { lines: Array<{ total: { effectiveMinutes: number | null } }> } };

export type Op7017949ec3QueryVariables = Exact<{
  externalIds: Array<string> | string;
}>;


export type Op7017949ec3Query = { objectives: { nodes: Array<{ externalId: string | null, progressMode: ProgressMode, progressPercent: string | null, keyResults: Array<{ title: string, current: string }>, dependsOn: Array<{ kind: ObjectiveDependencyKind, dependsOn: { externalId: string | null } }>, dependents: Array<{ kind: ObjectiveDependencyKind, objective: { externalId: string | null } }> }> } };

export type Opdcf0a89f47QueryVariables = Exact<{
  filter?: CollaborationRequestFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type Opdcf0a89f47Query = { collaborationRequests: { totalCount: number, pageInfo: { endCursor: string | null }, nodes: Array<{ message: string }> } };

export type Opc53449c6b7QueryVariables = Exact<{
  filter?: TimeOffFilter | null | undefined;
}>;


export type Opc53449c6b7Query = { timeOff: { nodes: Array<{ state: TimeOffState, kind: TimeOffKind | null, reason: string | null, worker:
        | { name: string }
        | { name: string }
       }> } };

export type Opc0ada1a2f5QueryVariables = Exact<{
  id: string | number;
}>;


export type Opc0ada1a2f5Query = { account: { version: number, grants: Array<{ id: string }> } | null };

export type Opa423c23054QueryVariables = Exact<{
  id: string | number;
}>;


export type Opa423c23054Query = { assignment: { state: AssignmentState, collaborationRequest: { id: string } | null } | null };

export type Opb6a912ac23QueryVariables = Exact<{
  id: string | number;
}>;


export type Opb6a912ac23Query = { collaborationRequest: { assignments: { totalCount: number, nodes: Array<{ id: string }> } } | null };

export type Op1721d39c1dQueryVariables = Exact<{
  id: string | number;
}>;


export type Op1721d39c1dQuery = { collaborationRequest: { assignments: { totalCount: number } } | null };

export type Opa9a509cc2eQueryVariables = Exact<{
  id: string | number;
}>;


export type Opa9a509cc2eQuery = { collaborationRequest: { state: CollaborationRequestState, version: number } | null };

export type Op840638a0a5QueryVariables = Exact<{
  id: string | number;
}>;


export type Op840638a0a5Query = { engagement: { rate: { unit: RateUnit, amount: { amount: string, currency: string } } | null } | null };

export type Op198eb9cabbQueryVariables = Exact<{
  id: string | number;
}>;


export type Op198eb9cabbQuery = { node:
    | { title: string, current: string }
    | Record<PropertyKey, never>
   | null };

export type Op1917db4e3bQueryVariables = Exact<{
  id: string | number;
}>;


export type Op1917db4e3bQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type Op3137cb5b7eQueryVariables = Exact<{
  id: string | number;
}>;


export type Op3137cb5b7eQuery = { note: { title: string } | null, node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type Opdf8840cc39QueryVariables = Exact<{
  id: string | number;
}>;


export type Opdf8840cc39Query = { objective: { dependsOn: Array<{ kind: ObjectiveDependencyKind, objective: { title: string }, dependsOn: { title: string } }>, dependents: Array<{ kind: ObjectiveDependencyKind, objective: { title: string }, dependsOn: { title: string } }> } | null };

export type Opf6e45dce61QueryVariables = Exact<{
  id: string | number;
}>;


export type Opf6e45dce61Query = { objective: { changedAt: string, revisions: { totalCount: number, nodes: Array<{ version: number, changedAt: string, weight: number, parent: { title: string } | null, contributions: Array<{ department: { code: string } }> }> } } | null };

export type Op0c0f8afb3fQueryVariables = Exact<{
  id: string | number;
}>;


export type Op0c0f8afb3fQuery = { objective: { children: Array<{ title: string, normalisedWeight: string }> } | null };

export type Op4d0731396bQueryVariables = Exact<{
  id: string | number;
}>;


export type Op4d0731396bQuery = { objective: { contributions: Array<{ role: ContributionRole, plannedMinutes: number | null, version: number, department: { code: string } }> } | null };

export type Opd9d083ae0fQueryVariables = Exact<{
  id: string | number;
}>;


export type Opd9d083ae0fQuery = { objective: { progressPercent: string | null, keyResults: Array<{ id: string, version: number, title: string, current: string, history: Array<{ on: string, value: string }> }> } | null };

export type Op64d4b7472aQueryVariables = Exact<{
  id: string | number;
}>;


export type Op64d4b7472aQuery = { objective: { status: ObjectiveStatus, version: number } | null };

export type Op614550040eQueryVariables = Exact<{
  id: string | number;
}>;


export type Op614550040eQuery = { objective: { title: string } | null };

export type Op3fc42215c2QueryVariables = Exact<{
  id: string | number;
}>;


export type Op3fc42215c2Query = { objective: { version: number, parent: { id: string } | null } | null };

export type Op70d1501ccdQueryVariables = Exact<{
  id: string | number;
}>;


export type Op70d1501ccdQuery = { objective: { version: number, progressMode: ProgressMode, progressPercent: string | null } | null };

export type Op1e72e55cfeQueryVariables = Exact<{
  id: string | number;
}>;


export type Op1e72e55cfeQuery = { objective: { version: number } | null };

export type Op2230cd2b79QueryVariables = Exact<{
  id: string | number;
}>;


export type Op2230cd2b79Query = { staffingNeed: { revisions: { totalCount: number, nodes: Array<{ version: number, changedAt: string, state: StaffingNeedState, to: string | null, need: { state: StaffingNeedState }, department: { code: string } | null, skills: Array<{ skill: { name: string } }> }> } } | null };

export type Opd6dec87ffdQueryVariables = Exact<{
  id: string | number;
}>;


export type Opd6dec87ffdQuery = { staffingNeed: { version: number, state: StaffingNeedState, role: string } | null };

export type Opd695200c74QueryVariables = Exact<{
  id: string | number;
}>;


export type Opd695200c74Query = { timeOffById: { id: string } | null };

export type Op34ab917e71QueryVariables = Exact<{
  id: string | number;
}>;


export type Op34ab917e71Query = { worker:
    | { email: string | null }
    | { email: string | null }
   | null };

export type Opa185d03e32QueryVariables = Exact<{
  id: string | number;
}>;


export type Opa185d03e32Query = { worker:
    | { engagements: Array<{ id: string, version: number, state: EngagementState }> }
    | { engagements: Array<{ id: string, version: number, state: EngagementState }> }
   | null };

export type Op14aa0fdc1dQueryVariables = Exact<{
  id: string | number;
}>;


export type Op14aa0fdc1dQuery = { worker:
    | { name: string }
    | { name: string }
   | null };

export type Op2f1bcaf4f8QueryVariables = Exact<{
  id: string | number;
  asOf: string;
}>;


export type Op2f1bcaf4f8Query = { objective: { asOf: { version: number, title: string, weight: number, normalisedWeight: string, from: string | null, to: string | null, status: ObjectiveStatus, progressMode: ProgressMode, manualPercent: string | null, externalId: string | null, changedAt: string, objective: { title: string }, owner: { code: string }, parent: { title: string, normalisedWeight: string } | null, contributions: Array<{ role: ContributionRole, plannedMinutes: number | null, changedAt: string, department: { code: string } }> } | null } | null };

export type Op8cb264d1beQueryVariables = Exact<{
  id: string | number;
  range: DateRangeInput;
}>;


export type Op8cb264d1beQuery = { departmentRemovalImpact: { strategicSharePercent: string, minutes: number, people: number, ties: number, fragmentation: number, isArticulationPoint: boolean, minimumPeople: number, department: { code: string }, soleObjectives: Array<{ title: string }>, soleSkills: Array<{ name: string }>, evidence: Array<{ minutes: number | null, people: number | null, sharePercent: string | null, isWithheld: boolean, objective: { title: string } }> } };

export type Op142e39a36bQueryVariables = Exact<{
  id: string | number;
  range: DateRangeInput;
}>;


export type Op142e39a36bQuery = { departmentRemovalImpact: { soleSkills: Array<{ name: string }> } };

export type Op68b37025b0QueryVariables = Exact<{
  id: string | number;
  range: DateRangeInput;
}>;


export type Op68b37025b0Query = { objective: { departments: Array<{ minutes: number, sharePercent: string, people: number, isWithheld: boolean, department: { code: string } | null }> } | null };

export type Op6da5a4f3b3QueryVariables = Exact<{
  id: string | number;
  range: DateRangeInput;
  descendants?: boolean | null | undefined;
}>;


export type Op6da5a4f3b3Query = { objectiveStaffing: { objectiveCount: number, minimumPeople: number, plannedMinutes: number, unscheduledPlannedMinutes: number, confirmedMinutes: number, tentativeMinutes: number, missingMinutes: number, objective: { title: string }, departments: Array<{ plannedMinutes: number, unscheduledPlannedMinutes: number, confirmedMinutes: number | null, tentativeMinutes: number | null, missingMinutes: number, isWithheld: boolean, department: { code: string } | null }>, skills: Array<{ confirmedMinutes: number | null, tentativeMinutes: number | null, missingMinutes: number, skill: { name: string } | null }> } };

export type Op3e4a32fc17QueryVariables = Exact<{
  id: string | number;
  range: DateRangeInput;
  includeTentative?: boolean | null | undefined;
}>;


export type Op3e4a32fc17Query = { objective: { departments: Array<{ minutes: number, sharePercent: string, people: number, department: { code: string } | null }> } | null };

export type Op0a28655d2bQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type Op0a28655d2bQuery = { nodes: Array<
    | { __typename: 'Account', id: string }
    | { __typename: 'Assignment', id: string }
    | { __typename: 'CollaborationRequest', id: string }
    | { __typename: 'Contribution', id: string }
    | { __typename: 'Department', code: string, id: string }
    | { __typename: 'Engagement', id: string }
    | { __typename: 'Freelancer', name: string, id: string }
    | { __typename: 'Grant', id: string }
    | { __typename: 'Holiday', id: string }
    | { __typename: 'HolidayRegion', id: string }
    | { __typename: 'KeyResult', id: string }
    | { __typename: 'Membership', id: string }
    | { __typename: 'Note', id: string }
    | { __typename: 'Objective', id: string }
    | { __typename: 'ObjectiveDependency', id: string }
    | { __typename: 'Scenario', id: string }
    | { __typename: 'ScenarioChange', id: string }
    | { __typename: 'Skill', id: string }
    | { __typename: 'Staff', name: string, id: string }
    | { __typename: 'StaffingNeed', id: string }
    | { __typename: 'TimeOff', id: string }
    | { __typename: 'Webhook', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WorkPattern', id: string }
    | { __typename: 'WorkerSkill', id: string }
   | null> };

export type Opcf53db0e0cQueryVariables = Exact<{
  input: AssignmentProposeInput;
}>;


export type Opcf53db0e0cQuery = { assignmentPreview: { fits: boolean, reason: RefusalReason | null, plannedMinutes: number, freeMinutesBefore: number, freeMinutesAfter: number, minutesOverAfter: number, overbookings: Array<{ from: string, to: string, minutesOver: number, availableMinutes: number, lines: Array<{ minutes: number, assignment: { id: string } | null, objective: { title: string } | null }> }> } };

export type Op5955bc5d11QueryVariables = Exact<{
  objective: string | number;
  lab: string | number;
}>;


export type Op5955bc5d11Query = { objective: { staffingNeeds: { nodes: Array<{ role: string }> } } | null, department: { staffingNeeds: { totalCount: number, nodes: Array<{ role: string }> } } | null };

export type Op08ac5dcb16QueryVariables = Exact<{
  objectiveIds: Array<string | number> | string | number;
  range: DateRangeInput;
  level?: number | null | undefined;
}>;


export type Op08ac5dcb16Query = { minimalCover: { status: CoverStatus, lowerBound: number, neededMinutes: number, missingMinutes: number, minimumPeople: number, lacks: Array<{ neededMinutes: number, missingMinutes: number | null, skills: Array<{ name: string }> }>, departments: Array<{ minutes: number | null, people: number | null, isWithheld: boolean, department: { code: string } }> } };

export type Opf5cca3fc5fQueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Opf5cca3fc5fQuery = { capacity: { lines: Array<{ department: { code: string } | null, total: { effectiveMinutes: number | null, confirmedMinutes: number | null } }> } };

export type Op17d8bfb3e0QueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Op17d8bfb3e0Query = { collaborationMatrix: { pairCount: number, withheldPairs: number, minimumPeople: number, pairs: Array<{ sharedObjectiveCount: number, lentByFirstMinutes: number, isLentByFirstWithheld: boolean, lentBySecondMinutes: number, isLentBySecondWithheld: boolean, first: { code: string }, second: { code: string } }> } };

export type Op4b05fe5517QueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Op4b05fe5517Query = { holidays: Array<{ day: string, name: string, isLocal: boolean }> };

export type Opc72c8830afQueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Opc72c8830afQuery = { keyDepartments: { departments: Array<{ strategicSharePercent: string, department: { code: string } }> } };

export type Op2106187f1cQueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Op2106187f1cQuery = { keyDepartments: { ties: number, departments: Array<{ score: number, department: { code: string } }> } };

export type Opc464aab159QueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Opc464aab159Query = { keyDepartments: { departments: Array<{ department: { code: string }, soleSkills: Array<{ name: string }>, evidence: Array<{ isWithheld: boolean, objective: { title: string } }> }> } };

export type Op2d441ef9edQueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Op2d441ef9edQuery = { missingLinks: { requiredPairs: number, missingPairs: number, congruence: number | null, links: Array<{ first: { code: string }, second: { code: string }, objectives: Array<{ externalId: string | null }> }> } };

export type Opf35e345f8aQueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Opf35e345f8aQuery = { missingLinks: { requiredPairs: number, missingPairs: number, congruence: number | null, links: Array<{ stakePercent: string }> } };

export type Op7f71adef18QueryVariables = Exact<{
  range: DateRangeInput;
}>;


export type Op7f71adef18Query = { objectives: { nodes: Array<{ title: string, departments: Array<{ minutes: number }> }> } };

export type Op32d2ebf56eQueryVariables = Exact<{
  range: DateRangeInput;
  includeTentative?: boolean | null | undefined;
  first?: number | null | undefined;
  departmentId?: string | number | null | undefined;
}>;


export type Op32d2ebf56eQuery = { collaborationMatrix: { pairCount: number, withheldPairs: number, minimumPeople: number, pairs: Array<{ sharedObjectiveCount: number, lentByFirstMinutes: number, lentBySecondMinutes: number, first: { code: string }, second: { code: string }, sharedObjectives: Array<{ title: string }> }> } };

export type Op6745f5f3bcQueryVariables = Exact<{
  range: DateRangeInput;
  level?: number | null | undefined;
  objectiveIds?: Array<string | number> | string | number | null | undefined;
  includeTentative?: boolean | null | undefined;
  first?: number | null | undefined;
}>;


export type Op6745f5f3bcQuery = { missingLinks: { requiredPairs: number, missingPairs: number, congruence: number | null, links: Array<{ stakePercent: string, first: { code: string }, second: { code: string }, objectives: Array<{ title: string }> }> } };

export type Op074fe7b6caQueryVariables = Exact<{
  range: DateRangeInput;
  level?: number | null | undefined;
  objectiveIds?: Array<string | number> | string | number | null | undefined;
  weights?: KeyDepartmentWeightsInput | null | undefined;
  first?: number | null | undefined;
}>;


export type Op074fe7b6caQuery = { keyDepartments: { ties: number, withheldTies: number, minimumPeople: number, fragmentation: number, departments: Array<{ rank: number, score: number, strategicSharePercent: string, betweenness: number, constraint: number | null, effectiveSize: number, fragmentation: number, isArticulationPoint: boolean, externalInternalIndex: number | null, community: number, minutes: number, people: number, department: { code: string }, soleSkills: Array<{ name: string }>, evidence: Array<{ minutes: number | null, people: number | null, sharePercent: string | null, isWithheld: boolean, objective: { title: string } }> }> } };

export type Op627893e009QueryVariables = Exact<{
  range: DateRangeInput;
  objectiveIds?: Array<string | number> | string | number | null | undefined;
}>;


export type Op627893e009Query = { missingLinks: { requiredPairs: number, missingPairs: number, congruence: number | null, links: Array<{ stakePercent: string, first: { code: string }, second: { code: string }, objectives: Array<{ title: string }>, dependencies: Array<{ kind: ObjectiveDependencyKind, objective: { title: string }, dependsOn: { title: string } }> }> } };

export type Opc5daeb4bf7QueryVariables = Exact<{
  range: DateRangeInput;
  scope?: WorkforceNeedScopeInput | null | undefined;
  bucket?: Bucket | null | undefined;
  groupBy?: Array<NeedDimension> | NeedDimension | null | undefined;
  target?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type Opc5daeb4bf7Query = { workforceNeed: { asOf: string, targetUtilisationPercent: string, standardWeekMinutes: number, unknownWorkers: number, lines: Array<{ role: string | null, department: { code: string } | null, skill: { name: string } | null, buckets: Array<{ from: string, to: string, demandMinutes: number, supplyMinutes: number, gapHeads: number }>, total: { from: string, to: string, demandMinutes: number, confirmedMinutes: number, placeholderMinutes: number, tentativeMinutes: number, supplyMinutes: number, pipelineMinutes: number, requiredMinutes: number, gapMinutes: number, requiredFte: string, supplyFte: string, gapFte: string, gapHeads: number } }> } };

export type Op3cd572e58bQueryVariables = Exact<{
  range: DateRangeInput;
  skills?: Array<string> | string | null | undefined;
  minLevel?: number | null | undefined;
  minFreeMinutes?: number | null | undefined;
  kinds?: Array<WorkerKind> | WorkerKind | null | undefined;
  workModes?: Array<WorkMode> | WorkMode | null | undefined;
  overlapWith?: OverlapInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type Op3cd572e58bQuery = { availableWorkers: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ score: number, freeMinutes: number, effectiveMinutes: number, overlapMinutesPerDay: number | null, worker:
        | { name: string }
        | { name: string }
      , reasons: Array<{ criterion: AvailabilityCriterion, points: number, text: string }> }> } };

export type Opf7856315bfQueryVariables = Exact<{
  scope?: CapacityScopeInput | null | undefined;
  range: DateRangeInput;
  bucket?: Bucket | null | undefined;
}>;


export type Opf7856315bfQuery = { capacity: { lines: Array<{ worker:
        | { name: string }
        | { name: string }
       | null, department: { code: string } | null, buckets: Array<{ from: string, to: string, contractedMinutes: number | null, holidayMinutes: number | null, timeOffMinutes: number | null, effectiveMinutes: number | null, confirmedMinutes: number | null, tentativeMinutes: number | null, freeMinutes: number | null, overAllocatedMinutes: number | null, utilisationPercent: string | null, unknownWorkers: number, unknownConfirmedMinutes: number }>, total: { effectiveMinutes: number | null, confirmedMinutes: number | null } }> } };

export type Op6d1e6dabd1QueryVariables = Exact<{
  skillId?: string | number | null | undefined;
  objectiveId?: string | number | null | undefined;
  minLevel?: number | null | undefined;
  since?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type Op6d1e6dabd1Query = { expertise: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ score: number, freeMinutes: number, evidenceCount: number, worker:
        | { name: string }
        | { name: string }
      , reasons: Array<{ criterion: ExpertiseCriterion, points: number, text: string }>, skills: Array<{ level: number, skill: { name: string } }>, evidence: Array<{ similarities: Array<ObjectiveSimilarity>, minutes: number, countedPercent: number, lastOn: string, objective: { title: string } }> }> } };

export type Op9b480a7ca5QueryVariables = Exact<{
  subject: string;
}>;


export type Op9b480a7ca5Query = { accounts: { nodes: Array<{ id: string }> } };

export type Op8b4721c25aQueryVariables = Exact<{
  text: string;
  kinds?: Array<KnowledgeKind> | KnowledgeKind | null | undefined;
  objectiveId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type Op8b4721c25aQuery = { knowledgeSearch: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ kind: KnowledgeKind, excerpt: string, subjectId: string, objective: { title: string }, note: { title: string } | null, request: { message: string } | null, keyResult: { title: string } | null }> } };

export type Opeee582c334SubscriptionVariables = Exact<{
  scope?: ChangeScopeInput | null | undefined;
  after?: string | null | undefined;
}>;


export type Opeee582c334Subscription = { capacityChanged: { kind: MessageKind, cursor: string, cause: string | null, lines: Array<{ week: string, worker:
        | { name: string }
        | { name: string }
       | null, department: { code: string } | null, before: { confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null>, freeMinutes: Array<number | null> }, after: { confirmedMinutes: Array<number | null>, tentativeMinutes: Array<number | null>, freeMinutes: Array<number | null> } }> } };

export type Op776b58e184QueryVariables = Exact<{ [key: string]: never; }>;


export type Op776b58e184Query = { accounts: { nodes: Array<{ id: string, grants: Array<{ id: string }> }> } };

export type Op632e352e7dQueryVariables = Exact<{ [key: string]: never; }>;


export type Op632e352e7dQuery = { accounts: { totalCount: number } };

export type Opd0dc1411d3QueryVariables = Exact<{ [key: string]: never; }>;


export type Opd0dc1411d3Query = { accounts: { nodes: Array<{ subject: string, grants: Array<{ role: Role | null }>, worker:
        | { name: string }
        | { name: string }
       | null }> } };

export type Ope892d1f9f0QueryVariables = Exact<{ [key: string]: never; }>;


export type Ope892d1f9f0Query = { capacity: { lines: Array<{ total: { contractedMinutes: number | null } }> } };

export type Op3cc5ad9c51QueryVariables = Exact<{ [key: string]: never; }>;


export type Op3cc5ad9c51Query = { collaborationMatrix: { pairCount: number, pairs: Array<{ sharedObjectiveCount: number }> } };

export type Op26962e6645QueryVariables = Exact<{ [key: string]: never; }>;


export type Op26962e6645Query = { collaborationMatrix: { pairs: Array<{ sharedObjectiveCount: number }> } };

export type Opb778fe6a39QueryVariables = Exact<{ [key: string]: never; }>;


export type Opb778fe6a39Query = { departmentByCode: { lead:
      | { name: string }
      | { name: string }
     | null } | null };

export type Op6a0eee13b0QueryVariables = Exact<{ [key: string]: never; }>;


export type Op6a0eee13b0Query = { departmentByCode: { name: string, version: number } | null };

export type Op3c02c0ced5QueryVariables = Exact<{ [key: string]: never; }>;


export type Op3c02c0ced5Query = { departmentByCode: { id: string, version: number, name: string } | null };

export type Op51dc249425QueryVariables = Exact<{ [key: string]: never; }>;


export type Op51dc249425Query = { departmentByCode: { id: string, version: number } | null };

export type Op33c05e303eQueryVariables = Exact<{ [key: string]: never; }>;


export type Op33c05e303eQuery = { departmentByCode: { objectives: { nodes: Array<{ title: string }> } } | null };

export type Opb6edea4986QueryVariables = Exact<{ [key: string]: never; }>;


export type Opb6edea4986Query = { departmentByCode: { name: string, externalId: string | null } | null };

export type Op216d153c7dQueryVariables = Exact<{ [key: string]: never; }>;


export type Op216d153c7dQuery = { departmentByCode: { timeZone: string, parent: { code: string } | null } | null };

export type Opec7e3aff40QueryVariables = Exact<{ [key: string]: never; }>;


export type Opec7e3aff40Query = { departments: { nodes: Array<{ code: string, lead:
        | { name: string }
        | { name: string }
       | null, members: { nodes: Array<{ worker:
            | { name: string }
            | { name: string }
           }> } }> } };

export type Opb30df9d3aaQueryVariables = Exact<{ [key: string]: never; }>;


export type Opb30df9d3aaQuery = { departments: { nodes: Array<{ code: string, objectives: { totalCount: number, pageInfo: { hasNextPage: boolean }, nodes: Array<{ title: string }> } }> } };

export type Ope88326fde5QueryVariables = Exact<{ [key: string]: never; }>;


export type Ope88326fde5Query = { departments: { totalCount: number } };

export type Opb4b000f844QueryVariables = Exact<{ [key: string]: never; }>;


export type Opb4b000f844Query = { departments: { totalCount: number } };

export type Op9cd12e9b75QueryVariables = Exact<{ [key: string]: never; }>;


export type Op9cd12e9b75Query = { departments: { nodes: Array<{ id: string }> } };

export type Op7249e2df93QueryVariables = Exact<{ [key: string]: never; }>;


export type Op7249e2df93Query = { holidayRegions: { totalCount: number, nodes: Array<{ code: string }> } };

export type Op5a9b04bcc7QueryVariables = Exact<{ [key: string]: never; }>;


export type Op5a9b04bcc7Query = { objectives: { nodes: Array<{ departments: Array<{ minutes: number }> }> } };

export type Op9ac12e4831QueryVariables = Exact<{ [key: string]: never; }>;


export type Op9ac12e4831Query = { objectives: { nodes: Array<{ title: string }> } };

export type Op3437cc95e7QueryVariables = Exact<{ [key: string]: never; }>;


export type Op3437cc95e7Query = { objectives: { nodes: Array<{ dependsOn: Array<{ kind: ObjectiveDependencyKind }>, dependents: Array<{ kind: ObjectiveDependencyKind }> }> } };

export type Opba46059cfcQueryVariables = Exact<{ [key: string]: never; }>;


export type Opba46059cfcQuery = { objectives: { nodes: Array<{ normalisedWeight: string, children: Array<{ normalisedWeight: string, children: Array<{ title: string }> }> }> } };

export type Opb20bb6551dQueryVariables = Exact<{ [key: string]: never; }>;


export type Opb20bb6551dQuery = { objectives: { nodes: Array<{ progressPercent: string | null, children: Array<{ progressPercent: string | null, children: Array<{ progressPercent: string | null }> }> }> } };

export type Opdce719b184QueryVariables = Exact<{ [key: string]: never; }>;


export type Opdce719b184Query = { skills: { totalCount: number, nodes: Array<{ name: string, category: string | null }> } };

export type Opf29d0593d3QueryVariables = Exact<{ [key: string]: never; }>;


export type Opf29d0593d3Query = { top: { id: string, version: number } | null, sub: { id: string } | null };

export type Op187fc37e6bQueryVariables = Exact<{ [key: string]: never; }>;


export type Op187fc37e6bQuery = { viewer: { roles: Array<Role> } };

export type Op94f7fd12b2QueryVariables = Exact<{ [key: string]: never; }>;


export type Op94f7fd12b2Query = { viewer: { subject: string, name: string, kind: AccountKind, roles: Array<Role>, scopes: Array<string>, worker:
      | { name: string }
      | { name: string }
     | null } };

export type Op6591722a28QueryVariables = Exact<{ [key: string]: never; }>;


export type Op6591722a28Query = { viewer: { subject: string } };

export type Op5e197e8f10QueryVariables = Exact<{ [key: string]: never; }>;


export type Op5e197e8f10Query = { workers: { nodes: Array<
      | { __typename: 'Freelancer', name: string, kind: WorkerKind, workMode: WorkMode, timeZone: string }
      | { __typename: 'Staff', name: string, kind: WorkerKind, workMode: WorkMode, timeZone: string }
    > } };

export type Op5bf805929aQueryVariables = Exact<{ [key: string]: never; }>;


export type Op5bf805929aQuery = { workers: { nodes: Array<
      | { name: string }
      | { name: string }
    > } };

export type Op9ea597c650QueryVariables = Exact<{ [key: string]: never; }>;


export type Op9ea597c650Query = { workers: { nodes: Array<
      | { name: string, departments: Array<{ code: string }>, skills: Array<{ level: number, skill: { name: string } }>, engagements: Array<{ patterns: Array<{ minutes: Array<number> }> }>, timeOff: { nodes: Array<{ from: string }> } }
      | { name: string, departments: Array<{ code: string }>, skills: Array<{ level: number, skill: { name: string } }>, engagements: Array<{ patterns: Array<{ minutes: Array<number> }> }>, timeOff: { nodes: Array<{ from: string }> } }
    > } };

export type Opfab9e48e33QueryVariables = Exact<{ [key: string]: never; }>;


export type Opfab9e48e33Query = { workers: { nodes: Array<
      | { name: string, skills: Array<{ level: number, skill: { name: string } }>, departments: Array<{ code: string }> }
      | { name: string, skills: Array<{ level: number, skill: { name: string } }>, departments: Array<{ code: string }> }
    > } };


/** By their text. */
export interface Operations {
  "mutation ($id: ID!) { objectiveDependencyRemove(input: { id: $id }) { title dependsOn { kind } } }": { data: Op0ac9ae2b8dMutation; variables: Op0ac9ae2b8dMutationVariables };
  "mutation ($id: ID!, $expectedVersion: Int!) {\n        keyResultArchive(input: { id: $id, expectedVersion: $expectedVersion }) { version archivedAt } }": { data: Opaa1fe047e7Mutation; variables: Opaa1fe047e7MutationVariables };
  "mutation ($id: ID!, $expectedVersion: Int!, $mode: ProgressMode!, $percent: Decimal) {\n        objectiveProgressSet(input: { id: $id, expectedVersion: $expectedVersion, mode: $mode, percent: $percent }) {\n          version progressMode progressPercent } }": { data: Op2066b8d0e2Mutation; variables: Op2066b8d0e2MutationVariables };
  "mutation ($id: ID!, $parentId: ID) { objectiveMove(input: { id: $id, parentId: $parentId, expectedVersion: 1 }) { id } }": { data: Op248b74a668Mutation; variables: Op248b74a668MutationVariables };
  "mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version state worker { name } } }": { data: Opa1a6cb3f75Mutation; variables: Opa1a6cb3f75MutationVariables };
  "mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version } }": { data: Op93cedd9027Mutation; variables: Op93cedd9027MutationVariables };
  "mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id } }": { data: Op6acf28c80cMutation; variables: Op6acf28c80cMutationVariables };
  "mutation ($input: AssignmentReleaseInput!) { assignmentRelease(input: $input) { id } }": { data: Opd32996d958Mutation; variables: Opd32996d958MutationVariables };
  "mutation ($input: AssignmentTransitionInput!) { assignmentCancel(input: $input) { state version } }": { data: Op0842c2bc45Mutation; variables: Op0842c2bc45MutationVariables };
  "mutation ($input: AssignmentTransitionInput!) { assignmentCancel(input: $input) { state } }": { data: Op9c42f2abb8Mutation; variables: Op9c42f2abb8MutationVariables };
  "mutation ($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { id version } }": { data: Opd81093733aMutation; variables: Opd81093733aMutationVariables };
  "mutation ($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { state version } }": { data: Opd51d489236Mutation; variables: Opd51d489236MutationVariables };
  "mutation ($input: AssignmentUpdateInput!) { assignmentUpdate(input: $input) { to releasedOn } }": { data: Op8f5723a085Mutation; variables: Op8f5723a085MutationVariables };
  "mutation ($input: ContributionRemoveInput!) { contributionRemove(input: $input) { contributions { department { code } } } }": { data: Opf1ddf45de5Mutation; variables: Opf1ddf45de5MutationVariables };
  "mutation ($input: ContributionSetInput!) { contributionSet(input: $input) {\n        id version role plannedMinutes department { code } objective { title } } }": { data: Opa71188b2a7Mutation; variables: Opa71188b2a7MutationVariables };
  "mutation ($input: ContributionSetInput!) { contributionSet(input: $input) { id } }": { data: Op7d980289bbMutation; variables: Op7d980289bbMutationVariables };
  "mutation ($input: DepartmentCreateInput!) { again: departmentCreate(input: $input) { version name parent { id } } }": { data: Op4eef68be94Mutation; variables: Op4eef68be94MutationVariables };
  "mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { id code name version } }": { data: Op781a38a53eMutation; variables: Op781a38a53eMutationVariables };
  "mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { id code version parent { code } } }": { data: Opf000122baaMutation; variables: Opf000122baaMutationVariables };
  "mutation ($input: DepartmentMoveInput!) { departmentMove(input: $input) { id } }": { data: Opf95d9c5aedMutation; variables: Opf95d9c5aedMutationVariables };
  "mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { id name version } }": { data: Opf07e80fb58Mutation; variables: Opf07e80fb58MutationVariables };
  "mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { id } }": { data: Op8c9793700aMutation; variables: Op8c9793700aMutationVariables };
  "mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { name version } }": { data: Op345fa2b783Mutation; variables: Op345fa2b783MutationVariables };
  "mutation ($input: DepartmentUpdateInput!) { departmentUpdate(input: $input) { version } }": { data: Op37c0c97704Mutation; variables: Op37c0c97704MutationVariables };
  "mutation ($input: EngagementTerminateInput!) { engagementTerminate(input: $input) { state to } }": { data: Op95abf840f5Mutation; variables: Op95abf840f5MutationVariables };
  "mutation ($input: KeyResultCreateInput!) { keyResultCreate(input: $input) {\n        id version title unit direction start target current weight archivedAt progressPercent objective { title } } }": { data: Opc2f3961996Mutation; variables: Opc2f3961996MutationVariables };
  "mutation ($input: KeyResultRecordInput!) { keyResultRecord(input: $input) {\n        version current progressPercent history { on value } } }": { data: Opd83e2348edMutation; variables: Opd83e2348edMutationVariables };
  "mutation ($input: KeyResultUpdateInput!) { keyResultUpdate(input: $input) {\n        version title direction start target current progressPercent } }": { data: Op86cf65933dMutation; variables: Op86cf65933dMutationVariables };
  "mutation ($input: ObjectiveCreateInput!) { objectiveCreate(input: $input) {\n        id version title description externalId weight from to status normalisedWeight\n        owner { code } parent { title } children { title } contributions { role } } }": { data: Op780f91dc5fMutation; variables: Op780f91dc5fMutationVariables };
  "mutation ($input: ObjectiveCreateInput!) { objectiveCreate(input: $input) { id version } }": { data: Op3fdabdf826Mutation; variables: Op3fdabdf826MutationVariables };
  "mutation ($input: ObjectiveCreateInput!) { objectiveCreate(input: $input) { owner { code } } }": { data: Op7e63b2418fMutation; variables: Op7e63b2418fMutationVariables };
  "mutation ($input: ObjectiveDependencyAddInput!) { objectiveDependencyAdd(input: $input) {\n        id kind objective { id } dependsOn { id } } }": { data: Op6a65484d0bMutation; variables: Op6a65484d0bMutationVariables };
  "mutation ($input: ObjectiveMoveInput!) { objectiveMove(input: $input) { version parent { title } } }": { data: Op64652422adMutation; variables: Op64652422adMutationVariables };
  "mutation ($input: ObjectiveMoveInput!) { objectiveMove(input: $input) { version } }": { data: Op478adf1f4aMutation; variables: Op478adf1f4aMutationVariables };
  "mutation ($input: ObjectiveTransitionInput!) { objectiveActivate(input: $input) { id } }": { data: Op23bebe4479Mutation; variables: Op23bebe4479MutationVariables };
  "mutation ($input: ObjectiveTransitionInput!) { objectiveCancel(input: $input) { id } }": { data: Op2705378d22Mutation; variables: Op2705378d22MutationVariables };
  "mutation ($input: ObjectiveUpdateInput!) { objectiveUpdate(input: $input) { version title weight from to description owner { code } } }": { data: Op0a5a009d0bMutation; variables: Op0a5a009d0bMutationVariables };
  "mutation ($input: ObjectiveUpdateInput!) { objectiveUpdate(input: $input) { version } }": { data: Opcd6099de65Mutation; variables: Opcd6099de65MutationVariables };
  "mutation { departmentCreate(input: { code: \"X\", name: \"X\", timeZone: \"UTC\" }) { id } }": { data: Op08db2113c5Mutation; variables: Op08db2113c5MutationVariables };
  "query ($after: String) {\n        accounts(filter: { search: \"ZO\", roles: [FINANCE] }, orderBy: [{ field: SUBJECT, direction: DESC }], first: 1, after: $after) {\n          totalCount pageInfo { hasNextPage endCursor } nodes { subject grants { role account { subject } } }\n        } }": { data: Op93563ffab8Query; variables: Op93563ffab8QueryVariables };
  "query ($after: String) { departments(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { code } } }": { data: Opc8b11dfc59Query; variables: Opc8b11dfc59QueryVariables };
  "query ($after: String) { objectives(first: 1, after: $after, orderBy: [{ field: FROM, direction: DESC }]) { nodes { title } pageInfo { endCursor hasNextPage } } }": { data: Opdc592256eeQuery; variables: Opdc592256eeQueryVariables };
  "query ($asOf: DateTime!, $id: ID!) { staffingNeedsAsOf(asOf: $asOf, filter: { id: { eq: $id } }) {\n          totalCount nodes { version state to } } }": { data: Op36273d4fecQuery; variables: Op36273d4fecQueryVariables };
  "query ($code: String!) { departmentByCode(code: $code) { name } }": { data: Op944bba7a11Query; variables: Op944bba7a11QueryVariables };
  "query ($d: ID!, $o: ID!) {\n        department(id: $d) { incomingRequests { nodes { message } } outgoingRequests { totalCount nodes { message } } }\n        objective(id: $o) { collaborationRequests(filter: { search: \"LEGAL\" }, orderBy: [{ field: CREATED_AT }]) { nodes { message } } } }": { data: Op6e4d84cb36Query; variables: Op6e4d84cb36QueryVariables };
  "query ($d: ID!, $w: ID!) {\n        department(id: $d) { code }\n        worker(id: $w) { name }\n        capacity(scope: { departmentId: $d, includeSubtree: false }, range: { from: \"2027-02-08\", to: \"2027-02-14\" }) { lines { total { effectiveMinutes } } }\n      }": { data: Op6376220911Query; variables: Op6376220911QueryVariables };
  "query ($externalIds: [String!]!) {\n        objectives(filter: { externalId: { in: $externalIds } }) { nodes {\n          externalId progressMode progressPercent keyResults { title current }\n          dependsOn { kind dependsOn { externalId } } dependents { kind objective { externalId } } } } }": { data: Op7017949ec3Query; variables: Op7017949ec3QueryVariables };
  "query ($filter: CollaborationRequestFilter, $first: Int, $after: String) {\n  collaborationRequests(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor } nodes { message } } }": { data: Opdcf0a89f47Query; variables: Opdcf0a89f47QueryVariables };
  "query ($filter: TimeOffFilter) { timeOff(filter: $filter) { nodes { state kind reason worker { name } } } }": { data: Opc53449c6b7Query; variables: Opc53449c6b7QueryVariables };
  "query ($id: ID!) { account(id: $id) { version grants { id } } }": { data: Opc0ada1a2f5Query; variables: Opc0ada1a2f5QueryVariables };
  "query ($id: ID!) { assignment(id: $id) { state collaborationRequest { id } } }": { data: Opa423c23054Query; variables: Opa423c23054QueryVariables };
  "query ($id: ID!) { collaborationRequest(id: $id) { assignments { totalCount nodes { id } } } }": { data: Opb6a912ac23Query; variables: Opb6a912ac23QueryVariables };
  "query ($id: ID!) { collaborationRequest(id: $id) { assignments { totalCount } } }": { data: Op1721d39c1dQuery; variables: Op1721d39c1dQueryVariables };
  "query ($id: ID!) { collaborationRequest(id: $id) { state version } }": { data: Opa9a509cc2eQuery; variables: Opa9a509cc2eQueryVariables };
  "query ($id: ID!) { engagement(id: $id) { rate { amount { amount currency } unit } } }": { data: Op840638a0a5Query; variables: Op840638a0a5QueryVariables };
  "query ($id: ID!) { node(id: $id) { ... on KeyResult { title current } } }": { data: Op198eb9cabbQuery; variables: Op198eb9cabbQueryVariables };
  "query ($id: ID!) { node(id: $id) { id } }": { data: Op1917db4e3bQuery; variables: Op1917db4e3bQueryVariables };
  "query ($id: ID!) { note(id: $id) { title } node(id: $id) { id } }": { data: Op3137cb5b7eQuery; variables: Op3137cb5b7eQueryVariables };
  "query ($id: ID!) { objective(id: $id) {\n          dependsOn { kind objective { title } dependsOn { title } }\n          dependents { kind objective { title } dependsOn { title } } } }": { data: Opdf8840cc39Query; variables: Opdf8840cc39QueryVariables };
  "query ($id: ID!) { objective(id: $id) { changedAt revisions(first: 3) {\n        totalCount nodes { version changedAt weight parent { title } contributions { department { code } } } } } }": { data: Opf6e45dce61Query; variables: Opf6e45dce61QueryVariables };
  "query ($id: ID!) { objective(id: $id) { children { title normalisedWeight } } }": { data: Op0c0f8afb3fQuery; variables: Op0c0f8afb3fQueryVariables };
  "query ($id: ID!) { objective(id: $id) { contributions { role plannedMinutes version department { code } } } }": { data: Op4d0731396bQuery; variables: Op4d0731396bQueryVariables };
  "query ($id: ID!) { objective(id: $id) { progressPercent keyResults { id version title current history { on value } } } }": { data: Opd9d083ae0fQuery; variables: Opd9d083ae0fQueryVariables };
  "query ($id: ID!) { objective(id: $id) { status version } }": { data: Op64d4b7472aQuery; variables: Op64d4b7472aQueryVariables };
  "query ($id: ID!) { objective(id: $id) { title } }": { data: Op614550040eQuery; variables: Op614550040eQueryVariables };
  "query ($id: ID!) { objective(id: $id) { version parent { id } } }": { data: Op3fc42215c2Query; variables: Op3fc42215c2QueryVariables };
  "query ($id: ID!) { objective(id: $id) { version progressMode progressPercent } }": { data: Op70d1501ccdQuery; variables: Op70d1501ccdQueryVariables };
  "query ($id: ID!) { objective(id: $id) { version } }": { data: Op1e72e55cfeQuery; variables: Op1e72e55cfeQueryVariables };
  "query ($id: ID!) { staffingNeed(id: $id) { revisions { totalCount\n        nodes { version changedAt state to need { state } department { code } skills { skill { name } } } } } }": { data: Op2230cd2b79Query; variables: Op2230cd2b79QueryVariables };
  "query ($id: ID!) { staffingNeed(id: $id) { version state role } }": { data: Opd6dec87ffdQuery; variables: Opd6dec87ffdQueryVariables };
  "query ($id: ID!) { timeOffById(id: $id) { id } }": { data: Opd695200c74Query; variables: Opd695200c74QueryVariables };
  "query ($id: ID!) { worker(id: $id) { email } }": { data: Op34ab917e71Query; variables: Op34ab917e71QueryVariables };
  "query ($id: ID!) { worker(id: $id) { engagements { id version state } } }": { data: Opa185d03e32Query; variables: Opa185d03e32QueryVariables };
  "query ($id: ID!) { worker(id: $id) { name } }": { data: Op14aa0fdc1dQuery; variables: Op14aa0fdc1dQueryVariables };
  "query ($id: ID!, $asOf: DateTime!) { objective(id: $id) { asOf(asOf: $asOf) {\n        version title weight normalisedWeight from to status progressMode manualPercent externalId changedAt\n        objective { title } owner { code } parent { title normalisedWeight }\n        contributions { role plannedMinutes changedAt department { code } } } } }": { data: Op2f1bcaf4f8Query; variables: Op2f1bcaf4f8QueryVariables };
  "query ($id: ID!, $range: DateRangeInput!) {\n        departmentRemovalImpact(id: $id, range: $range) {\n          department { code } strategicSharePercent minutes people ties fragmentation isArticulationPoint minimumPeople\n          soleObjectives { title } soleSkills { name }\n          evidence { objective { title } minutes people sharePercent isWithheld }\n        }\n      }": { data: Op8cb264d1beQuery; variables: Op8cb264d1beQueryVariables };
  "query ($id: ID!, $range: DateRangeInput!) { departmentRemovalImpact(id: $id, range: $range) { soleSkills { name } } }": { data: Op142e39a36bQuery; variables: Op142e39a36bQueryVariables };
  "query ($id: ID!, $range: DateRangeInput!) { objective(id: $id) {\n        departments(range: $range) { department { code } minutes sharePercent people isWithheld } } }": { data: Op68b37025b0Query; variables: Op68b37025b0QueryVariables };
  "query ($id: ID!, $range: DateRangeInput!, $descendants: Boolean = true) {\n        objectiveStaffing(id: $id, range: $range, descendants: $descendants) {\n          objective { title } objectiveCount minimumPeople\n          plannedMinutes unscheduledPlannedMinutes confirmedMinutes tentativeMinutes missingMinutes\n          departments { department { code } plannedMinutes unscheduledPlannedMinutes confirmedMinutes tentativeMinutes missingMinutes isWithheld }\n          skills { skill { name } confirmedMinutes tentativeMinutes missingMinutes }\n        }\n      }": { data: Op6da5a4f3b3Query; variables: Op6da5a4f3b3QueryVariables };
  "query ($id: ID!, $range: DateRangeInput!, $includeTentative: Boolean = false) { objective(id: $id) {\n        departments(range: $range, includeTentative: $includeTentative) { department { code } minutes sharePercent people } } }": { data: Op3e4a32fc17Query; variables: Op3e4a32fc17QueryVariables };
  "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Department { code } ... on Worker { name } } }": { data: Op0a28655d2bQuery; variables: Op0a28655d2bQueryVariables };
  "query ($input: AssignmentProposeInput!) { assignmentPreview(input: $input) {\n  fits reason plannedMinutes freeMinutesBefore freeMinutesAfter minutesOverAfter\n  overbookings { from to minutesOver availableMinutes lines { minutes assignment { id } objective { title } } } } }": { data: Opcf53db0e0cQuery; variables: Opcf53db0e0cQueryVariables };
  "query ($objective: ID!, $lab: ID!) {\n        objective(id: $objective) { staffingNeeds { nodes { role } } }\n        department(id: $lab) { staffingNeeds(first: 1) { totalCount nodes { role } } } }": { data: Op5955bc5d11Query; variables: Op5955bc5d11QueryVariables };
  "query ($objectiveIds: [ID!]!, $range: DateRangeInput!, $level: Int) {\n        minimalCover(objectiveIds: $objectiveIds, range: $range, level: $level) {\n          status lowerBound neededMinutes missingMinutes minimumPeople lacks { skills { name } neededMinutes missingMinutes }\n          departments { department { code } minutes people isWithheld }\n        }\n      }": { data: Op08ac5dcb16Query; variables: Op08ac5dcb16QueryVariables };
  "query ($range: DateRangeInput!) {\n        capacity(scope: { allDepartments: true }, range: $range, bucket: MONTH) {\n          lines { department { code } total { effectiveMinutes confirmedMinutes } }\n        }\n      }": { data: Opf5cca3fc5fQuery; variables: Opf5cca3fc5fQueryVariables };
  "query ($range: DateRangeInput!) { collaborationMatrix(range: $range) { pairCount withheldPairs minimumPeople\n            pairs { first { code } second { code } sharedObjectiveCount lentByFirstMinutes isLentByFirstWithheld lentBySecondMinutes isLentBySecondWithheld } } }": { data: Op17d8bfb3e0Query; variables: Op17d8bfb3e0QueryVariables };
  "query ($range: DateRangeInput!) { holidays(region: \"CH-GE\", range: $range) { day name isLocal } }": { data: Op4b05fe5517Query; variables: Op4b05fe5517QueryVariables };
  "query ($range: DateRangeInput!) { keyDepartments(range: $range) { departments {\n        department { code } strategicSharePercent } } }": { data: Opc72c8830afQuery; variables: Opc72c8830afQueryVariables };
  "query ($range: DateRangeInput!) { keyDepartments(range: $range) { ties departments { score department { code } } } }": { data: Op2106187f1cQuery; variables: Op2106187f1cQueryVariables };
  "query ($range: DateRangeInput!) { keyDepartments(range: $range, first: 12) { departments {\n        department { code } soleSkills { name } evidence { objective { title } isWithheld } } } }": { data: Opc464aab159Query; variables: Opc464aab159QueryVariables };
  "query ($range: DateRangeInput!) { missingLinks(range: $range) { requiredPairs missingPairs congruence links {\n          first { code } second { code } objectives { externalId } } } }": { data: Op2d441ef9edQuery; variables: Op2d441ef9edQueryVariables };
  "query ($range: DateRangeInput!) { missingLinks(range: $range) { requiredPairs missingPairs congruence links { stakePercent } } }": { data: Opf35e345f8aQuery; variables: Opf35e345f8aQueryVariables };
  "query ($range: DateRangeInput!) { objectives(first: 100) { nodes { title departments(range: $range) { minutes } } } }": { data: Op7f71adef18Query; variables: Op7f71adef18QueryVariables };
  "query ($range: DateRangeInput!, $includeTentative: Boolean = false, $first: Int = 100, $departmentId: ID) {\n        collaborationMatrix(range: $range, includeTentative: $includeTentative) {\n          pairCount withheldPairs minimumPeople\n          pairs(first: $first, departmentId: $departmentId) {\n            first { code } second { code } sharedObjectiveCount sharedObjectives { title } lentByFirstMinutes lentBySecondMinutes\n          }\n        }\n      }": { data: Op32d2ebf56eQuery; variables: Op32d2ebf56eQueryVariables };
  "query ($range: DateRangeInput!, $level: Int, $objectiveIds: [ID!], $includeTentative: Boolean = false, $first: Int = 100) {\n        missingLinks(range: $range, level: $level, objectiveIds: $objectiveIds, includeTentative: $includeTentative, first: $first) {\n          requiredPairs missingPairs congruence\n          links { first { code } second { code } stakePercent objectives { title } }\n        }\n      }": { data: Op6745f5f3bcQuery; variables: Op6745f5f3bcQueryVariables };
  "query ($range: DateRangeInput!, $level: Int, $objectiveIds: [ID!], $weights: KeyDepartmentWeightsInput, $first: Int = 10) {\n        keyDepartments(range: $range, level: $level, objectiveIds: $objectiveIds, weights: $weights, first: $first) {\n          ties withheldTies minimumPeople fragmentation\n          departments {\n            rank score department { code } strategicSharePercent betweenness constraint effectiveSize fragmentation isArticulationPoint\n            externalInternalIndex community minutes people soleSkills { name }\n            evidence { objective { title } minutes people sharePercent isWithheld }\n          }\n        }\n      }": { data: Op074fe7b6caQuery; variables: Op074fe7b6caQueryVariables };
  "query ($range: DateRangeInput!, $objectiveIds: [ID!]) {\n          missingLinks(range: $range, objectiveIds: $objectiveIds) {\n            requiredPairs missingPairs congruence\n            links { first { code } second { code } stakePercent objectives { title }\n              dependencies { kind objective { title } dependsOn { title } } }\n          }\n        }": { data: Op627893e009Query; variables: Op627893e009QueryVariables };
  "query ($range: DateRangeInput!, $scope: WorkforceNeedScopeInput, $bucket: Bucket, $groupBy: [NeedDimension!], $target: Decimal, $asOf: DateTime) {\n  workforceNeed(range: $range, scope: $scope, bucket: $bucket, groupBy: $groupBy, targetUtilisationPercent: $target, asOf: $asOf) {\n    asOf targetUtilisationPercent standardWeekMinutes unknownWorkers\n    lines { department { code } skill { name } role buckets { from to demandMinutes supplyMinutes gapHeads }\n      total { from to demandMinutes confirmedMinutes placeholderMinutes tentativeMinutes supplyMinutes pipelineMinutes\n        requiredMinutes gapMinutes requiredFte supplyFte gapFte gapHeads } } } }": { data: Opc5daeb4bf7Query; variables: Opc5daeb4bf7QueryVariables };
  "query ($range: DateRangeInput!, $skills: [String!], $minLevel: Int, $minFreeMinutes: Int, $kinds: [WorkerKind!],\n    $workModes: [WorkMode!], $overlapWith: OverlapInput, $first: Int, $after: String) {\n  availableWorkers(range: $range, skills: $skills, minLevel: $minLevel, minFreeMinutes: $minFreeMinutes, kinds: $kinds,\n      workModes: $workModes, overlapWith: $overlapWith, first: $first, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { worker { name } score freeMinutes effectiveMinutes overlapMinutesPerDay reasons { criterion points text } } } }": { data: Op3cd572e58bQuery; variables: Op3cd572e58bQueryVariables };
  "query ($scope: CapacityScopeInput, $range: DateRangeInput!, $bucket: Bucket) {\n  capacity(scope: $scope, range: $range, bucket: $bucket) { lines { worker { name } department { code }\n    buckets { from to contractedMinutes holidayMinutes timeOffMinutes effectiveMinutes confirmedMinutes tentativeMinutes\n      freeMinutes overAllocatedMinutes utilisationPercent unknownWorkers unknownConfirmedMinutes }\n    total { effectiveMinutes confirmedMinutes } } } }": { data: Opf7856315bfQuery; variables: Opf7856315bfQueryVariables };
  "query ($skillId: ID, $objectiveId: ID, $minLevel: Int, $since: Date, $first: Int, $after: String) {\n  expertise(skillId: $skillId, objectiveId: $objectiveId, minLevel: $minLevel, since: $since, first: $first, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { worker { name } score freeMinutes evidenceCount reasons { criterion points text } skills { level skill { name } }\n      evidence { objective { title } similarities minutes countedPercent lastOn } } } }": { data: Op6d1e6dabd1Query; variables: Op6d1e6dabd1QueryVariables };
  "query ($subject: String!) { accounts(filter: { subject: { eq: $subject } }) { nodes { id } } }": { data: Op9b480a7ca5Query; variables: Op9b480a7ca5QueryVariables };
  "query ($text: String!, $kinds: [KnowledgeKind!], $objectiveId: ID, $first: Int, $after: String) {\n  knowledgeSearch(text: $text, kinds: $kinds, objectiveId: $objectiveId, first: $first, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { kind excerpt subjectId objective { title } note { title } request { message } keyResult { title } } } }": { data: Op8b4721c25aQuery; variables: Op8b4721c25aQueryVariables };
  "subscription ($scope: ChangeScopeInput, $after: String) { capacityChanged(scope: $scope, after: $after, snapshot: false) {\n  kind cursor cause lines { worker { name } department { code } week\n    before { confirmedMinutes tentativeMinutes freeMinutes } after { confirmedMinutes tentativeMinutes freeMinutes } } } }": { data: Opeee582c334Subscription; variables: Opeee582c334SubscriptionVariables };
  "{ accounts { nodes { id grants { id } } } }": { data: Op776b58e184Query; variables: Op776b58e184QueryVariables };
  "{ accounts { totalCount } }": { data: Op632e352e7dQuery; variables: Op632e352e7dQueryVariables };
  "{ accounts(first: 100) { nodes { subject grants { role } worker { name } } } }": { data: Opd0dc1411d3Query; variables: Opd0dc1411d3QueryVariables };
  "{ capacity(range: { from: \"2027-01-01\", to: \"2036-12-31\" }, bucket: QUARTER) { lines { total { contractedMinutes } } } }": { data: Ope892d1f9f0Query; variables: Ope892d1f9f0QueryVariables };
  "{ collaborationMatrix(range: { from: \"2027-01-01\", to: \"2027-12-31\" }) { pairCount pairs { sharedObjectiveCount } } }": { data: Op3cc5ad9c51Query; variables: Op3cc5ad9c51QueryVariables };
  "{ collaborationMatrix(range: { from: \"2027-03-01\", to: \"2027-03-31\" }) { pairs(first: 1001) { sharedObjectiveCount } } }": { data: Op26962e6645Query; variables: Op26962e6645QueryVariables };
  "{ departmentByCode(code: \"Design\") { lead { name } } }": { data: Opb778fe6a39Query; variables: Opb778fe6a39QueryVariables };
  "{ departmentByCode(code: \"STALE\") { name version } }": { data: Op6a0eee13b0Query; variables: Op6a0eee13b0QueryVariables };
  "{ departmentByCode(code: \"SUB\") { id version name } }": { data: Op3c02c0ced5Query; variables: Op3c02c0ced5QueryVariables };
  "{ departmentByCode(code: \"SUB\") { id version } }": { data: Op51dc249425Query; variables: Op51dc249425QueryVariables };
  "{ departmentByCode(code: \"Sales\") { objectives(filter: { status: { eq: PLANNED } }) { nodes { title } } } }": { data: Op33c05e303eQuery; variables: Op33c05e303eQueryVariables };
  "{ departmentByCode(code: \"d1\") { name externalId } }": { data: Opb6edea4986Query; variables: Opb6edea4986QueryVariables };
  "{ departmentByCode(code: \"d2\") { timeZone parent { code } } }": { data: Op216d153c7dQuery; variables: Op216d153c7dQueryVariables };
  "{ departments { nodes { code lead { name } members { nodes { worker { name } } } } } }": { data: Opec7e3aff40Query; variables: Opec7e3aff40QueryVariables };
  "{ departments { nodes { code objectives(first: 2, orderBy: [{ field: WEIGHT, direction: DESC }]) {\n        totalCount pageInfo { hasNextPage } nodes { title } } } } }": { data: Opb30df9d3aaQuery; variables: Opb30df9d3aaQueryVariables };
  "{ departments { totalCount } }": { data: Ope88326fde5Query; variables: Ope88326fde5QueryVariables };
  "{ departments(first: 1) { totalCount } }": { data: Opb4b000f844Query; variables: Opb4b000f844QueryVariables };
  "{ departments(first: 3) { nodes { id } } }": { data: Op9cd12e9b75Query; variables: Op9cd12e9b75QueryVariables };
  "{ holidayRegions { totalCount nodes { code } } }": { data: Op7249e2df93Query; variables: Op7249e2df93QueryVariables };
  "{ objectives { nodes { departments(range: { from: \"2027-03-01\", to: \"2027-03-07\" }) { minutes } } } }": { data: Op5a9b04bcc7Query; variables: Op5a9b04bcc7QueryVariables };
  "{ objectives(filter: { title: { in: [\"Growth\", \"Brand\"] } }) { nodes { title } } }": { data: Op9ac12e4831Query; variables: Op9ac12e4831QueryVariables };
  "{ objectives(first: 50) { nodes { dependsOn { kind } dependents { kind } } } }": { data: Op3437cc95e7Query; variables: Op3437cc95e7QueryVariables };
  "{ objectives(first: 50, filter: { parentId: { isNull: true } }) { nodes { normalisedWeight children { normalisedWeight children { title } } } } }": { data: Opba46059cfcQuery; variables: Opba46059cfcQueryVariables };
  "{ objectives(first: 50, filter: { parentId: { isNull: true } }) { nodes { progressPercent children { progressPercent children { progressPercent } } } } }": { data: Opb20bb6551dQuery; variables: Opb20bb6551dQueryVariables };
  "{ skills(filter: { search: \"CRAFT\" }) { totalCount nodes { name category } } }": { data: Opdce719b184Query; variables: Opdce719b184QueryVariables };
  "{ top: departmentByCode(code: \"TOP\") { id version } sub: departmentByCode(code: \"SUB\") { id } }": { data: Opf29d0593d3Query; variables: Opf29d0593d3QueryVariables };
  "{ viewer { roles } }": { data: Op187fc37e6bQuery; variables: Op187fc37e6bQueryVariables };
  "{ viewer { subject name kind roles scopes worker { name } } }": { data: Op94f7fd12b2Query; variables: Op94f7fd12b2QueryVariables };
  "{ viewer { subject } }": { data: Op6591722a28Query; variables: Op6591722a28QueryVariables };
  "{ workers { nodes { __typename name kind workMode timeZone } } }": { data: Op5e197e8f10Query; variables: Op5e197e8f10QueryVariables };
  "{ workers(first: 1000) { nodes { name } } }": { data: Op5bf805929aQuery; variables: Op5bf805929aQueryVariables };
  "{ workers(first: 50) { nodes { name departments { code } skills { level skill { name } }\n      engagements { patterns { minutes } } timeOff(range: { from: \"2027-01-01\", to: \"2027-12-31\" }) { nodes { from } } } } }": { data: Op9ea597c650Query; variables: Op9ea597c650QueryVariables };
  "{ workers(first: 50) { nodes { name skills { level skill { name } } departments { code } } } }": { data: Opfab9e48e33Query; variables: Opfab9e48e33QueryVariables };
}
