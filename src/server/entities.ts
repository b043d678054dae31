import type { EntityClass } from '@mikro-orm/core';
import { Assignment } from '../assignments/assignment.js';
import { Department } from '../departments/department.js';
import { Worker } from '../workforce/worker.js';

/** Everything that has a row and is written through the ORM. */
export const entities: EntityClass<object>[] = [Assignment, Department, Worker];
