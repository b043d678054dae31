import { Field, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { AccountKind } from './account.js';
import { Role, SCOPE_LIST } from './role.js';

@ObjectType('Viewer', { simpleResolvers: true, description: 'You, as this API knows you by your token.' })
export class SignedIn {
  @Field(() => String, { description: 'The `sub` of your token.' })
  subject!: string;

  @Field(() => String, { description: 'Your name; that of the program, for a client application.' })
  name!: string;

  @Field(() => AccountKind, { description: 'A person or a program.' })
  kind!: AccountKind;

  @Field(() => [Role], { description: 'What you are here, in alphabetical order.' })
  roles!: Role[];

  @Field(() => [String], {
    description: `What a client application may do, in alphabetical order: some of ${SCOPE_LIST}.`,
  })
  scopes!: string[];

  workerId!: string | null;
}

/** Whoever asks, with the rights that this request is judged by. */
export async function signedIn({ viewer, rows }: Context): Promise<SignedIn> {
  // Not through `accountById`, which is for ADMIN: this is one's own.
  const [account] = await rows<{ name: string }>(
    'viewer.name',
    'select name from account where id = $1::uuid',
    [viewer.accountId],
  );
  return {
    subject: viewer.subject,
    name: account!.name,
    kind: viewer.isClient ? AccountKind.CLIENT : AccountKind.PERSON,
    roles: [...viewer.roles].sort(),
    scopes: [...viewer.scopes].sort(),
    workerId: viewer.workerId,
  };
}
