import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { SignedIn, signedIn } from './viewer.js';

@Resolver(() => SignedIn)
export class ViewerResolver {
  @Query(() => SignedIn, { description: 'Who you are, and what you may do. For everyone signed in.' })
  viewer(@Ctx() ctx: Context): Promise<SignedIn> {
    return signedIn(ctx);
  }
}
