import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/graphql/context.js';
import { createSchema } from '../../src/server/schema.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { objective } from '../support/objectives.js';
import { recordedBy } from '../support/workforce.js';

const roles = words(`ADMIN HR RESOURCE_MANAGER DEPARTMENT_HEAD PROJECT_LEAD FINANCE RISK_OFFICER WORKER`);
const scopes = words(
  `capacity:read workforce:read workforce:write assignments:write events:subscribe webhooks:write`,
);
/** People without a role, and clients without a scope, may sign in as well: to be told so. */
const nobodies = ['person', 'client'];
const callers = [...roles, ...scopes, ...nobodies];

const people = roles.join(' ');
const readers = `${people} capacity:read workforce:read workforce:write assignments:write`;

/**
 * Who may ask, and what: everyone else is FORBIDDEN. What they see or change through it is told by the tests of the
 * slices, row by row.
 */
const table = [
  [
    `${people} person ${scopes.join(' ')} client`, //
    'Query: viewer',
  ],
  [
    readers,
    `Query: node nodes
      department departmentByCode departments
      objective objectives
      worker workers staff freelancers engagement engagements membership memberships skill skills skillHolders
      timeOff timeOffById holidayRegions holidays
      assignment assignments
      staffingNeed staffingNeeds staffingNeedsAsOf
      note knowledgeSearch`,
  ],
  [
    `${people} workforce:read workforce:write assignments:write`,
    'Query: collaborationRequest collaborationRequests',
  ],
  [
    `${people} capacity:read`, //
    `Query: capacity availableWorkers collaborationMatrix keyDepartments missingLinks departmentRemovalImpact minimalCover objectiveStaffing expertise workforceNeed demandForecast
      skillCoverage headcount bench overbookings minutesSpread capacityBreakdown`,
  ],
  [
    // A client needs `events:subscribe` and another scope: with one of them it may follow nothing.
    people,
    `Subscription: capacityChanged utilisationThreshold assignmentChanged staffingNeedChanged overbookingChanged
      collaborationRequestChanged keyDepartmentsChanged`,
  ],
  [
    `${people} events:subscribe`, //
    'Query: changes Subscription: changes',
  ],
  [
    'ADMIN',
    `Query: account accounts capacityStore capacityVerification changeLogVerification
     Mutation: accountCreate accountUpdate accountDisable accountEnable grantCreate grantRevoke
      capacityStoreClear capacityStoreFill
      departmentCreate departmentUpdate departmentMove departmentArchive departmentRestore departmentLeadSet
      departmentsImport holidayRegionLoad holidayCreate holidayRemove`,
  ],
  [
    'ADMIN webhooks:write',
    `Query: webhook webhooks
     Mutation: webhookCreate webhookUpdate webhookSecretRotate webhookEnable webhookDisable webhookDelete
      webhookReplay webhookTest`,
  ],
  [
    'ADMIN HR RESOURCE_MANAGER DEPARTMENT_HEAD PROJECT_LEAD',
    `Query: scenario scenarios scenarioDiff
     Mutation: scenarioCreate scenarioUpdate scenarioChangeAdd scenarioChangeRemove scenarioApply
      scenarioDiscard`,
  ],
  [
    'HR workforce:write',
    `Mutation: workerCreate workerUpdate workerArchive workerRestore workersImport
      engagementCreate engagementUpdate engagementOffer engagementReady engagementActivate engagementEnd
      engagementCancel engagementTerminate workPatternSet workPatternRemove
      membershipCreate membershipUpdate membershipEnd membershipRemove membershipsImport
      skillCreate skillUpdate workerSkillSet workerSkillRemove`,
  ],
  [
    `${people} workforce:write`, //
    'Mutation: timeOffRequest timeOffWithdraw',
  ],
  [
    'HR DEPARTMENT_HEAD workforce:write', //
    'Mutation: timeOffApprove timeOffReject timeOffCancel',
  ],
  [
    'ADMIN DEPARTMENT_HEAD PROJECT_LEAD',
    `Mutation: objectiveCreate objectiveUpdate objectiveMove objectiveActivate objectiveAchieve objectiveMiss
      objectiveCancel contributionSet contributionRemove
      objectiveDependencyAdd objectiveDependencyRemove objectiveProgressSet
      keyResultCreate keyResultUpdate keyResultRecord keyResultArchive`,
  ],
  [
    'ADMIN HR RESOURCE_MANAGER DEPARTMENT_HEAD PROJECT_LEAD assignments:write', //
    'Mutation: staffingNeedCreate staffingNeedUpdate staffingNeedClose staffingNeedWithdraw',
  ],
  [
    'ADMIN RESOURCE_MANAGER DEPARTMENT_HEAD PROJECT_LEAD assignments:write',
    'Mutation: collaborationRequestCreate collaborationRequestCancel collaborationRequestComplete',
  ],
  [
    people, //
    'Mutation: noteCreate noteUpdate noteArchive',
  ],
  [
    'ADMIN RESOURCE_MANAGER DEPARTMENT_HEAD assignments:write',
    'Mutation: collaborationRequestAccept collaborationRequestDecline collaborationRequestAssign',
  ],
  [
    'RESOURCE_MANAGER DEPARTMENT_HEAD PROJECT_LEAD assignments:write',
    `Query: assignmentPreview assignmentFit
     Mutation: assignmentPropose assignmentUpdate assignmentConfirm assignmentReject assignmentCancel
      assignmentActivate assignmentComplete assignmentRelease`,
  ],
] as const;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** `Query: a b Mutation: c` as `Query.a`, `Query.b`, `Mutation.c`. */
function fieldsOf(text: string): string[] {
  let type = '';
  return words(text).flatMap((word) => {
    if (!word.endsWith(':')) return `${type}.${word}`;
    type = word.slice(0, -1);
    return [];
  });
}

const expected = new Map(table.flatMap(([who, what]) => fieldsOf(what).map((field) => [field, words(who)])));

const schema = await createSchema();
const operations = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!].flatMap(
  (type) =>
    Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, type, field })),
);

/** The shortest operation that reaches a field: with what it requires, of nothing that exists. */
function operationOf({ type, field }: (typeof operations)[number]) {
  const args = field.args.filter(isRequiredArgument);
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return {
    query: `${type.name.toLowerCase()} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, exampleOf(arg.type)])),
  };
}

const scalars: Record<string, unknown> = {
  ID: uuidv7(),
  Int: 1,
  String: 'example',
  Boolean: true,
  Date: '2027-03-01',
  DateTime: '2027-03-01T08:00:00Z',
  Decimal: '1',
  Currency: 'CHF',
  TimeZone: 'UTC',
};

function exampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return [exampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, exampleOf(field.type)]));
  }
  if (!(type.name in scalars)) throw new Error(`Add an example of ${type.name} to this test.`);
  return scalars[type.name];
}

interface Refusal {
  path?: readonly (string | number)[];
  extensions: { code?: unknown };
}

/** Whoever hears that it does not exist, or does not fit, was let in. */
const LET_IN = ['NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT'];

function outcomeOf(field: GraphQLField<unknown, unknown>, errors: readonly Refusal[] | undefined): string {
  if (!errors) return 'allowed';
  const [error] = errors;
  const code = String(error!.extensions.code);
  const isReached = error!.path?.[0] === field.name;
  return isReached && LET_IN.includes(code) ? 'allowed' : code;
}

describe('the table of who may ask what', () => {
  it('names every root field once, and nothing else', () => {
    const named = table.flatMap(([, what]) => fieldsOf(what)).sort();
    expect(named).toEqual(operations.map(({ name }) => name).sort());
  });

  it('names only who is there', () => {
    expect(new Set([...expected.values()].flat())).toEqual(new Set(callers));
  });
});

describe('what may be asked by', async () => {
  const api = await startApi();

  beforeAll(async () => {
    const design = await department(api, 'Design');
    const launch = await objective(api, 'Launch', { owner: design });
    const over: Partial<Record<Role, object>> = {
      DEPARTMENT_HEAD: { departmentId: design.id },
      PROJECT_LEAD: { objectiveId: launch.id },
    };
    for (const role of roles as Role[]) await account(api, role, { role, ...over[role] });
    for (const nobody of nobodies) await account(api, nobody);
    for (const scope of scopes) {
      await account(api, scope);
      await api.database.rows(
        'test.scope',
        `insert into access_grant (id, account_id, scopes) select $1, id, array[$2] from account where subject = $2`,
        [uuidv7(), scope],
      );
    }
    await api.database.rows('test.clients', `update account set kind = 'CLIENT' where subject = any($1)`, [
      [...scopes, 'client'],
    ]);
  });

  const ask = async (caller: string, operation: (typeof operations)[number]) => {
    const { query, variables } = operationOf(operation);
    const as = api.as(caller);
    if (operation.type !== schema.getSubscriptionType())
      return outcomeOf(operation.field, (await as.run(query, variables)).errors);
    try {
      await (await as.follow(query, variables)).return?.();
      return 'allowed';
    } catch (error) {
      return outcomeOf(operation.field, (error as { errors: Refusal[] }).errors);
    }
  };

  it.each(callers)('%s is this, and nothing else', async (caller) => {
    const isAllowed = ({ name }: { name: string }) => expected.get(name)?.includes(caller);
    const outcomes = new Map<string, string>();
    const recorded = await recordedBy(api, async () => {
      for (const operation of operations.filter((each) => !isAllowed(each)))
        outcomes.set(operation.name, await ask(caller, operation));
    });
    expect(recorded).toEqual([]);
    for (const operation of operations.filter(isAllowed))
      outcomes.set(operation.name, await ask(caller, operation));
    expect(Object.fromEntries(outcomes)).toEqual(
      Object.fromEntries(operations.map((each) => [each.name, isAllowed(each) ? 'allowed' : 'FORBIDDEN'])),
    );
  });

  it('nobody unknown is nothing at all', async () => {
    for (const operation of operations.filter(({ type }) => type !== schema.getSubscriptionType())) {
      const { query, variables } = operationOf(operation);
      const { errors } = await api.as('stranger').run(query, variables);
      expect([operation.name, errors?.[0]?.extensions.code]).toEqual([operation.name, 'UNAUTHENTICATED']);
    }
  });
});
