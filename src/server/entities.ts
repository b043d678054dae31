import type { EntityClass } from '@mikro-orm/core';
import { Assignment } from '../assignments/assignment.js';
import { Grant } from '../auth/access-grant.js';
import { Account } from '../auth/account.js';
import { CollaborationRequest } from '../collaboration/collaboration-request.js';
import { Note } from '../collaboration/note.js';
import { Department } from '../departments/department.js';
import { Webhook } from '../exchange/webhook.js';
import { Contribution } from '../objectives/contribution.js';
import { KeyResult } from '../objectives/key-result.js';
import { Objective } from '../objectives/objective.js';
import { ObjectiveDependency } from '../objectives/objective-dependency.js';
import { Scenario } from '../planning/scenario.js';
import { ScenarioChange } from '../planning/scenario-change.js';
import { StaffingNeed } from '../planning/staffing-need.js';
import { Engagement } from '../workforce/engagement.js';
import { Holiday } from '../workforce/holiday.js';
import { HolidayRegion } from '../workforce/holiday-region.js';
import { Membership } from '../workforce/membership.js';
import { Skill } from '../workforce/skill.js';
import { TimeOff } from '../workforce/time-off.js';
import { WorkPattern } from '../workforce/work-pattern.js';
import { Worker } from '../workforce/worker.js';
import { WorkerSkill } from '../workforce/worker-skill.js';

/** Everything that has a row and is written through the ORM. */
export const entities: EntityClass<object>[] = [
  Account,
  Grant,
  Assignment,
  CollaborationRequest,
  Contribution,
  Department,
  KeyResult,
  Note,
  Objective,
  ObjectiveDependency,
  StaffingNeed,
  Engagement,
  Holiday,
  HolidayRegion,
  Membership,
  Scenario,
  ScenarioChange,
  Skill,
  TimeOff,
  Webhook,
  Worker,
  WorkerSkill,
  WorkPattern,
];
