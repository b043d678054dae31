import {
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  GraphQLString,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { Faults } from '../graphql/errors.js';

const LONGEST_TEXT = 10_000;
const MOST_IDS = 100;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Answers the value as it is used from here on. */
type Check = (value: unknown, path: (string | number)[], faults: Faults) => unknown;

/**
 * What holds for every text and id that comes in, checked before any resolver: ids are UUIDs, at most 100 are looked up
 * at once, no text is longer than 10,000 characters, and none holds what the database cannot store. The check throws
 * UserError BAD_USER_INPUT.
 */
export function inputCheckOf(field: GraphQLField<unknown, never>): (args: Record<string, unknown>) => void {
  const checks = field.args.map(({ name, type }) => [name, checkOf(type, new Map())] as const);
  return (args) => {
    const faults = new Faults();
    if (Array.isArray(args.ids))
      faults.require(
        args.ids.length <= MOST_IDS,
        ['ids'],
        'TOO_MANY_IDS',
        `At most ${MOST_IDS} ids are looked up at once, not ${args.ids.length}.`,
      );
    for (const [name, check] of checks)
      if (args[name] != null) args[name] = check(args[name], [name], faults);
    faults.throwIfAny();
  };
}

function checkOf(type: GraphQLInputType, known: Map<string, Check>): Check {
  if (isNonNullType(type)) return checkOf(type.ofType, known);
  if (isListType(type)) {
    const each = checkOf(type.ofType, known);
    return (value, path, faults) => {
      return (value as unknown[]).map((item, index) =>
        item == null ? item : each(item, [...path, index], faults),
      );
    };
  }
  if (isInputObjectType(type)) {
    const seen = known.get(type.name);
    if (seen) return seen;
    let fields: [string, Check][] = [];
    const check: Check = (value, path, faults) => {
      for (const [name, checkField] of fields) {
        const part = (value as Record<string, unknown>)[name];
        if (part != null)
          (value as Record<string, unknown>)[name] = checkField(part, [...path, name], faults);
      }
      return value;
    };
    known.set(type.name, check);
    fields = Object.values(type.getFields()).map((field) => [field.name, checkOf(field.type, known)]);
    return check;
  }
  if (type === GraphQLID) return checkId;
  return type === GraphQLString ? checkText : (value) => value;
}

const checkId: Check = (value, path, faults) => {
  faults.require(UUID.test(String(value)), path, 'NOT_AN_ID', `${path.join('.')} is not an id (a UUID).`);
  // As the database writes it: ids are compared as text.
  return String(value).toLowerCase();
};

const checkText: Check = (value, path, faults) => {
  const text = String(value);
  faults.require(
    text.length <= LONGEST_TEXT,
    path,
    'TOO_LONG',
    `${path.join('.')} has more than ${LONGEST_TEXT} characters.`,
  );
  faults.require(
    !text.includes('\0') && text.isWellFormed(),
    path,
    'UNSTORABLE_TEXT',
    `${path.join('.')} holds a NUL or half a character.`,
  );
  return value;
};
