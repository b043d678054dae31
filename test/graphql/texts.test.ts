import {
  type GraphQLInputField,
  type GraphQLInputType,
  GraphQLString,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
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
    const type = mutation.args.find((arg) => arg.name === 'input')?.type;
    const input = isNonNullType(type) ? type.ofType : type;
    if (!isInputObjectType(input) || getNamedType(input.getFields()[name]?.type) !== GraphQLString) return [];
    const required = Object.values(input.getFields()).filter(isRequiredInputField);
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

  const exampleOf = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return exampleOf(type.ofType);
    if (isListType(type)) return [exampleOf(type.ofType)];
    if (isEnumType(type)) return type.getValues()[0]!.name;
    if (isInputObjectType(type))
      return examplesOf(Object.values(type.getFields()).filter(isRequiredInputField));
    if (type.name === 'ID') return launch.id;
    if (!(type.name in examples)) throw new Error(`Add an example of ${type} to this test.`);
    return examples[type.name];
  };
  const examplesOf = (fields: GraphQLInputField[]) =>
    Object.fromEntries(fields.map(({ name, type }) => [name, exampleOf(type)]));

  const faultsOf = async (
    field: string,
    { mutation, input, required }: ReturnType<typeof inputsWith>[number],
  ) => {
    const given = examplesOf(required);
    const { errors } = await boss.run(
      `mutation ($input: ${input}!) { ${mutation}(input: $input) { __typename } }`,
      { input: { ...given, [field]: ' ' } },
    );
    const { code, details } = errors![0]!.extensions;
    const faults = (details?.faults ?? []) as { field: string[]; reason: string }[];
    // An example of what else is required may have faults of its own.
    return [code, faults.some((fault) => fault.field.join('.') === `input.${field}`)];
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
          true,
        ]);
      }
    });
    expect(recorded).toEqual([]);
  });
});
