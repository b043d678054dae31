import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { seedDemo } from '../../seeds/demo.js';
import { examplesFor } from '../../src/server/examples.js';
import { startApi } from '../support/api.js';

const NOW = new Date('2026-11-24T09:00:00Z');

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const quoted = Array.from(README.matchAll(/```graphql\n([\s\S]*?)```/g), ([, document]) => document!);

describe('the examples', async () => {
  const api = await startApi({ now: () => NOW });
  await seedDemo(api.database, NOW);
  const lead = api.as('lead');

  /** Runs every operation of a document; of a stream, the first message. */
  const answersOf = async (document: string) => {
    const answers = [];
    for (const definition of parse(document).definitions) {
      const text = document.slice(definition.loc!.start, definition.loc!.end);
      if (text.startsWith('subscription')) {
        const stream = await lead.follow(text);
        answers.push((await stream.next()).value);
        await stream.return?.();
      } else answers.push(await lead.run(text));
    }
    return answers;
  };

  it('of the README are six', () => {
    expect(quoted).toHaveLength(6);
  });

  it.each([...quoted, ...examplesFor(NOW)])('runs as it is: %s', async (document) => {
    for (const { data, errors } of await answersOf(document)) {
      expect(errors).toBeUndefined();
      expect(Object.values(data).every((value) => value !== null)).toBe(true);
    }
  });

  it('draw the picture of the README', async () => {
    const [{ data }] = (await answersOf(quoted[0]!)) as [
      { data: { capacity: { lines: { department: { name: string }; total: Record<string, number> }[] } } },
    ];
    let rows = 0;
    for (const { department, total } of data.capacity.lines) {
      const drawn = README.split('\n').find(
        (line) => line.startsWith(`${department?.name}  `) && line.endsWith(' h'),
      );
      if (!drawn) continue;
      rows += 1;
      const hours = (minutes: number) => Math.round(minutes / 60);
      expect(drawn).toContain(
        `${total.utilisationPercent} %  ${hours(total.confirmedMinutes!)} of ${hours(total.effectiveMinutes!)} h`,
      );
    }
    expect(rows).toBe(6);
  });
});
