import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../report.js';
import { Crowd } from './crowd.js';
import { DEPARTMENTS, department, type Place } from './place.js';

const SUBSCRIBERS = 1_000;
const MANY_CHANGES = 1_000;
const IDLE = 5_000;

/** Subscribers of as many scopes as there are departments: a change concerns a few of them. */
export async function measureScopes(report: Report, place: Place): Promise<void> {
  const crowd = await Crowd.open('muster', place.url);
  try {
    // The last three digits are the department's.
    await crowd.join(SUBSCRIBERS, `{"scope":{"departmentId":"${department(0).slice(0, -3)}%"}}`);
    const before = await crowd.cpuMicroseconds();
    await crowd.received(SUBSCRIBERS, async () => {
      for (let index = 0; index < DEPARTMENTS; index++) await place.change(1, index);
    });
    const perChange = ((await crowd.cpuMicroseconds()) - before) / DEPARTMENTS;
    report.add('1000 subscribers over 200 scopes', 'CPU', perChange / 1_000, 'ms/chg');
  } finally {
    await crowd.stop();
  }
}

/** How many changes a second reach all of a crowd that follows everything. */
export async function measureWrites(report: Report, place: Place): Promise<void> {
  const crowd = await Crowd.open('muster', place.url);
  try {
    await crowd.join(SUBSCRIBERS);
    const { milliseconds } = await crowd.received(SUBSCRIBERS * MANY_CHANGES, () =>
      place.change(MANY_CHANGES, 0),
    );
    report.add('writes with 1000 subscribers', 'delivered', (MANY_CHANGES / milliseconds) * 1_000, '1/s');
  } finally {
    await crowd.stop();
  }
}

export async function measureIdle(report: Report, place: Place): Promise<void> {
  const crowd = await Crowd.open('muster', place.url);
  try {
    // What the first subscribers cost once, is not theirs.
    await crowd.join(100);
    const before = await crowd.memory();
    await crowd.join(IDLE);
    await sleep(1_000);
    const after = await crowd.memory();
    const kilobytes = (after.bytes - before.bytes) / IDLE / 1_024;
    report.add('an idle subscription of 5000, socket included', 'memory', kilobytes, 'KB');
  } finally {
    await crowd.stop();
  }
}
