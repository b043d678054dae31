import type { EntityClass } from '@mikro-orm/core';
import { Assignment } from '../assignments/assignment.js';
import { Department } from '../departments/department.js';
import { Worker } from '../workforce/worker.js';
import { Contribution } from '../objectives/contribution.js';
import { Objective } from '../objectives/objective.js';

/** Everything that has a row and is written through the ORM. */
export const entities: EntityClass<object>[] = [Assignment, Contribution, Department, Objective, Worker];
