import type { Operations } from '../../schema/generated/test-operations.js';

/** An operation whose variables and answer are known. */
export interface Operation<Data, Variables> {
  readonly text: string;
  /** Never there: it only carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** What was asked for is there: a test that reads it fails where it is not. */
export type Present<T> = T extends readonly (infer Item)[]
  ? Present<NonNullable<Item>>[]
  : T extends object
    ? { [Key in keyof T]: Present<NonNullable<T[Key]>> }
    : T;

/** Variables, which may be left out where all of them may be, and what else is given. */
export type ArgumentsOf<Variables, More extends unknown[] = []> =
  Record<never, never> extends Variables
    ? [variables?: Variables, ...more: Partial<More>]
    : [variables: Variables, ...more: Partial<More>];

/** An operation in place, typed by `npm run schema`; write it without anything filled in, which is what variables are for. */
export const graphql = <Text extends keyof Operations>(
  text: Text,
): Operation<Operations[Text]['data'], Operations[Text]['variables']> => ({ text });
