import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { type Rule, rootRules, type TypeRule, typeRules } from '../auth/rules.js';
import type { Context } from '../graphql/context.js';
import { authorize, UserError } from '../graphql/errors.js';
import { inputCheckOf } from './input-check.js';

type Field = GraphQLField<unknown, Context>;

export interface Rules {
  readonly roots: Readonly<Record<string, Rule>>;
  readonly types: Readonly<Record<string, TypeRule>>;
}

/**
 * Puts every root field behind the rule of who may ask, and every type behind the rule of who may see it.
 * @throws Error naming every field and type without a rule
 */
export function applyRules(
  schema: GraphQLSchema,
  { roots, types }: Rules = { roots: rootRules, types: typeRules },
): void {
  const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type) => type != null,
  );
  const fields = rootTypes.flatMap((type) =>
    Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field, type] as const),
  );
  const seen = Object.values(schema.getTypeMap()).filter(
    (type) => isSeen(type) && !rootTypes.includes(type as GraphQLObjectType),
  );
  const faults = [
    ...fields.filter(([name]) => !roots[name]).map(([name]) => `${name} has no rule: add one to rootRules.`),
    ...seen
      .filter(({ name }) => !types[itemOf(name)])
      .map(({ name }) => `${itemOf(name)} has no rule: add one to typeRules.`),
    ...Object.keys(types)
      .filter((name) => !schema.getType(name))
      .map((name) => `${name} has a rule in typeRules, but is no type.`),
  ];
  if (faults.length > 0)
    throw new Error(`The rules in auth/rules.ts do not fit the schema:\n${[...new Set(faults)].join('\n')}`);
  for (const [name, field, type] of fields)
    guardRoot(field, roots[name]!, type === schema.getSubscriptionType() ? 'subscribe' : 'resolve');
  for (const type of seen) {
    const rule = types[itemOf(type.name)];
    if (typeof rule === 'function' && isObjectType(type))
      for (const field of Object.values(type.getFields())) guardField(field, rule);
  }
}

const isSeen = (type: GraphQLNamedType) =>
  !isIntrospectionType(type) && (isObjectType(type) || isInterfaceType(type) || isUnionType(type));

/** A page is seen like what it holds. */
const itemOf = (name: string) => name.replace(/(Connection|Edge)$/, '');

/** Deny by default: who is not signed in, or not allowed by the field's rule, does not reach its resolver. */
function guardRoot(field: Field, rule: Rule, entry: 'resolve' | 'subscribe'): void {
  const check = inputCheckOf(field);
  const enter = field[entry]!;
  field[entry] = (root, args, ctx, info) => {
    admit(ctx, rule);
    check(args);
    return enter(root, args, ctx, info);
  };
  // With the rights of each event: whoever may not follow any more is told so, and nothing else.
  if (entry === 'subscribe') guardField(field, rule);
}

/** For types that only some may see at all, whichever way they are reached. */
function guardField(field: Field, rule: Rule): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, ctx, info) => {
    admit(ctx, rule);
    return resolve(source, args, ctx, info);
  };
}

function admit(ctx: Context, rule: Rule): void {
  if (!ctx.viewer) throw new UserError('UNAUTHENTICATED', 'A bearer token is required.');
  if (rule(ctx.viewer)) return;
  const scopes = ctx.viewer.isClient ? (rule.scopesLacking?.(ctx.viewer) ?? []) : [];
  if (scopes.length === 0) authorize(false);
  throw new UserError('FORBIDDEN', `This client lacks the scope ${scopes.join(' or ')}.`, {
    reason: 'SCOPE_LACKING',
    details: { scopes },
  });
}
