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
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Check = (value: unknown, path: (string | number)[], faults: Faults) => void;

/**
 * What holds for every text and id that comes in, checked before any resolver: ids are UUIDs, no text is longer than
 * 10,000 characters, and none holds what the database cannot store. The check throws UserError BAD_USER_INPUT.
 */
export function inputCheckOf(field: GraphQLField<unknown, never>): (args: Record<string, unknown>) => void {
  const checks = field.args.map(({ name, type }) => [name, checkOf(type, new Map())] as const);
  return (args) => {
    const faults = new Faults();
    for (const [name, check] of checks) if (args[name] != null) check(args[name], [name], faults);
    faults.throwIfAny();
  };
}

function checkOf(type: GraphQLInputType, known: Map<string, Check>): Check {
  if (isNonNullType(type)) return checkOf(type.ofType, known);
  if (isListType(type)) {
    const each = checkOf(type.ofType, known);
    return (value, path, faults) => {
      (value as unknown[]).forEach((item, index) => {
        if (item != null) each(item, [...path, index], faults);
      });
    };
  }
  if (isInputObjectType(type)) {
    const seen = known.get(type.name);
    if (seen) return seen;
    let fields: [string, Check][] = [];
    const check: Check = (value, path, faults) => {
      for (const [name, checkField] of fields) {
        const part = (value as Record<string, unknown>)[name];
        if (part != null) checkField(part, [...path, name], faults);
      }
    };
    known.set(type.name, check);
    fields = Object.values(type.getFields()).map((field) => [field.name, checkOf(field.type, known)]);
    return check;
  }
  if (type === GraphQLID) return checkId;
  return type === GraphQLString ? checkText : () => {};
}

const checkId: Check = (value, path, faults) => {
  faults.require(UUID.test(String(value)), path, 'NOT_AN_ID', `${path.join('.')} is not an id (a UUID).`);
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
};
