import { GraphQLString, getNamedType, isEnumType, isInputObjectType, isNonNullType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/server/schema.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { objective } from '../support/objectives.js';
import { recordedBy } from '../support/workforce.js';

const schema = await createSchema();

/** The inputs of mutations that have this text, with what they require. */
const inputsWith = (name: string) =>
  Object.values(schema.getMutationType()!.getFields()).flatMap((mutation) => {
    const type = mutation.args[0]?.type;
    const input = isNonNullType(type) ? type.ofType : type;
    if (!isInputObjectType(input) || getNamedType(input.getFields()[name]?.type) !== GraphQLString) return [];
    const required = Object.values(input.getFields()).filter(({ type }) => isNonNullType(type));
    return [{ mutation: mutation.name, input: input.name, required }];
  });

const examples: Readonly<Record<string, unknown>> = {
  Int: 1,
  String: 'Example',
  Date: '2027-03-01',
  Decimal: '1',
  TimeZone: 'UTC',
};

describe('a blank text', async () => {
  const api = await startApi();
  const boss = api.as(await account(api, 'boss', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));

  // An objective is checked as it would be after the change: it must be there.
  const launch = await objective(api, 'Launch', { owner: await department(api, 'Design') });

  const faultsOf = async (
    field: string,
    { mutation, input, required }: ReturnType<typeof inputsWith>[number],
  ) => {
    const given = Object.fromEntries(
      required.map(({ name, type }) => {
        const named = isNonNullType(type) ? type.ofType : type;
        const example = isEnumType(named)
          ? named.getValues()[0]!.name
          : String(named) === 'ID'
            ? launch.id
            : examples[String(named)];
        if (example === undefined) throw new Error(`Add an example of ${named} to this test.`);
        return [name, example];
      }),
    );
    const { errors } = await boss.run(
      `mutation ($input: ${input}!) { ${mutation}(input: $input) { __typename } }`,
      { input: { ...given, [field]: ' ' } },
    );
    const { code, details } = errors![0]!.extensions;
    return [
      code,
      details?.faults?.map((fault: { field: string[]; reason: string }) => [...fault.field, fault.reason]),
    ];
  };

  it.each([
    ['externalId', ['departmentCreate', 'workerUpdate', 'objectiveCreate', 'assignmentPropose']],
    ['role', ['assignmentPropose', 'assignmentUpdate']],
  ])('is no %s, of whatever it is', async (field, some) => {
    const inputs = inputsWith(field);
    expect(inputs.map(({ mutation }) => mutation)).toEqual(expect.arrayContaining(some));
    const recorded = await recordedBy(api, async () => {
      for (const input of inputs) {
        expect([input.mutation, ...(await faultsOf(field, input))]).toEqual([
          input.mutation,
          'BAD_USER_INPUT',
          [['input', field, 'MIN_LENGTH']],
        ]);
      }
    });
    expect(recorded).toEqual([]);
  });
});
