import { type GraphQLError, getOperationAST } from 'graphql';
import type { Viewer } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import type { Admitted, Asked, Guard } from './guard.js';
import type { Points } from './points.js';

/** What it takes to begin a stream: the state, or what happened since, is read and sent. */
const OPENING = 100;

const pointsOf = ({ document, cost }: Admitted, { operationName }: Asked): number => {
  const isFollowed = getOperationAST(document, operationName)?.operation === 'subscription';
  return (cost ?? 0) + (isFollowed ? OPENING : 0);
};

/** What stands before every operation, whichever way it comes: who asks, whether it is small enough, and whether he may ask so much. */
export class Admission {
  constructor(
    readonly guard: Guard,
    readonly points: Points,
  ) {}

  /** Answers what `signIn` does; each failure costs the address it came from a point. @throws UserError UNAUTHENTICATED, RATE_LIMITED */
  async signIn<T>(address: string, signIn: () => Promise<T>): Promise<T> {
    try {
      return await signIn();
    } catch (error) {
      const isStranger = error instanceof UserError && error.extensions.code === 'UNAUTHENTICATED';
      if (isStranger) this.points.spendOfStranger(address);
      throw error;
    }
  }

  /**
   * Judges an operation, and takes what it costs; one point even where it is refused.
   * @throws UserError TOO_COMPLEX, RATE_LIMITED
   */
  admit(viewer: Viewer, asked: Asked): Admitted | readonly GraphQLError[] {
    this.points.spend(viewer, 1);
    const admitted = this.guard(asked);
    const points = 'document' in admitted ? pointsOf(admitted, asked) : 0;
    if (points > 1) this.points.spend(viewer, points - 1);
    return admitted;
  }
}
