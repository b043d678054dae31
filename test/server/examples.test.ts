import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  DrawCapacityDocument,
  type DrawCapacityQuery,
  DrawStrategyDocument,
} from '../../schema/generated/operations.js';
import { capacityPicture, strategyPicture } from '../../scripts/muster/pictures.js';
import { seedDemo } from '../../seeds/demo.js';
import { examplesFor } from '../../src/server/examples.js';
import { startApi } from '../support/api.js';

const NOW = new Date('2026-11-24T09:00:00Z');

const DECEMBER = { from: '2026-12-01', to: '2026-12-31' };

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

  it.each([
    [
      'capacity',
      DrawCapacityDocument,
      (answer: DrawCapacityQuery) => capacityPicture(answer.capacity.lines, 6),
    ],
    ['strategy', DrawStrategyDocument, strategyPicture],
  ] as const)('draw the picture of %s in the README', async (_, document, picture) => {
    const { data } = await api
      .as('manager')
      .run(print(document as DocumentNode), { range: DECEMBER, first: 6 });
    expect(README).toContain(`\n\`\`\`text\n${picture(data)}\`\`\`\n`);
  });
});
