import { extendSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { rootRules, typeRules } from '../../src/auth/rules.js';
import { applyRules } from '../../src/server/rights.js';
import { createSchema } from '../../src/server/schema.js';

const schema = await createSchema();
const rules = { roots: rootRules, types: typeRules };
const without = <T>(named: Readonly<Record<string, T>>, name: string) =>
  Object.fromEntries(Object.entries(named).filter(([each]) => each !== name));
const faults = (act: () => void) => {
  try {
    act();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).sort();
  }
};

describe('the rules', () => {
  it('fit the schema', () => {
    const roots = ['Query', 'Mutation', 'Subscription'].flatMap((type) =>
      Object.keys((schema.getType(type) as { getFields(): object }).getFields() as object).map(
        (field) => `${type}.${field}`,
      ),
    );
    expect(Object.keys(rootRules).sort()).toEqual(roots.sort());
  });

  it('stop the start where a root field has none', () => {
    for (const name of Object.keys(rootRules)) {
      const roots = without(rootRules, name);
      expect(faults(() => applyRules(schema, { ...rules, roots }))).toEqual([
        `${name} has no rule: add one to rootRules.`,
      ]);
    }
  });

  it('stop the start where a type has none', () => {
    for (const name of Object.keys(typeRules)) {
      const types = without(typeRules, name);
      expect(faults(() => applyRules(schema, { ...rules, types }))).toEqual([
        `${name} has no rule: add one to typeRules.`,
      ]);
    }
  });

  it('stop the start of a schema that something was added to, naming all of it', () => {
    const extended = extendSchema(
      schema,
      parse(`
        extend type Query { secret: Secret }
        extend type Mutation { secretTell: SecretConnection }
        type Secret { text: String }
        type SecretConnection { nodes: [Secret!]! }
        union Anything = Secret | PageInfo
        interface Named { name: String }
      `),
    );
    expect(faults(() => applyRules(extended, rules))).toEqual([
      'Anything has no rule: add one to typeRules.',
      'Mutation.secretTell has no rule: add one to rootRules.',
      'Named has no rule: add one to typeRules.',
      'Query.secret has no rule: add one to rootRules.',
      'Secret has no rule: add one to typeRules.',
    ]);
  });

  it('stop the start where they are of a type that is none', () => {
    const types = { ...typeRules, Ghost: 'EVERYONE' as const };
    expect(faults(() => applyRules(schema, { ...rules, types }))).toEqual([
      'Ghost has a rule in typeRules, but is no type.',
    ]);
  });
});
