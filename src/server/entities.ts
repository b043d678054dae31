import type { EntityClass } from '@mikro-orm/core';
import { Assignment } from '../assignments/assignment.js';
import { Department } from '../departments/department.js';
import { Engagement } from '../workforce/engagement.js';
import { Holiday } from '../workforce/holiday.js';
import { HolidayRegion } from '../workforce/holiday-region.js';
import { Membership } from '../workforce/membership.js';
import { Skill } from '../workforce/skill.js';
import { TimeOff } from '../workforce/time-off.js';
import { WorkPattern } from '../workforce/work-pattern.js';
import { Worker } from '../workforce/worker.js';
import { WorkerSkill } from '../workforce/worker-skill.js';
import { Contribution } from '../objectives/contribution.js';
import { Objective } from '../objectives/objective.js';

/** Everything that has a row and is written through the ORM. */
export const entities: EntityClass<object>[] = [
  Assignment, Contribution, Department, Objective,
  Engagement,
  Holiday,
  HolidayRegion,
  Membership,
  Skill,
  TimeOff,
  Worker,
  WorkerSkill,
  WorkPattern,
];
