import type { Context } from '../graphql/context.js';
import type { ChangeLine } from './capacity-change.js';
import { type ChangeScopeInput, departmentsIn, isWithin } from './scope.js';

/** Whose changes are followed. */
export class ChangeScope {
  /** Null where it is not of workers. */
  readonly workerIds: ReadonlySet<string> | null;
  readonly #scope: ChangeScopeInput;
  #departmentIds: ReadonlySet<string> | null = null;

  private constructor(scope: ChangeScopeInput) {
    this.#scope = scope;
    this.workerIds = scope.workerIds ? new Set(scope.workerIds.map((id) => id.toLowerCase())) : null;
  }

  /** @throws UserError NOT_FOUND */
  static async of(ctx: Context, input: ChangeScopeInput): Promise<ChangeScope> {
    const scope = new ChangeScope(input);
    await scope.refresh(ctx);
    return scope;
  }

  /** Null for everybody. */
  get departmentIds(): ReadonlySet<string> | null {
    return this.#departmentIds;
  }

  /** Whether a move in the tree may take departments into it, or out of it. */
  get isOfTree(): boolean {
    return Boolean(this.#scope.departmentId) && (this.#scope.includeSubtree ?? true);
  }

  includes({ workerId, departmentId }: Pick<ChangeLine, 'workerId' | 'departmentId'>): boolean {
    if (this.workerIds) return workerId !== null && this.workerIds.has(workerId);
    return isWithin(this.#departmentIds, departmentId);
  }

  /** Asks anew which departments belong to it, and answers whether these are others than before. */
  async refresh(ctx: Context): Promise<boolean> {
    const { departmentId, includeSubtree } = this.#scope;
    if (!departmentId) return false;
    const before = this.#departmentIds;
    this.#departmentIds = await departmentsIn(ctx, { departmentId, includeSubtree: includeSubtree ?? true });
    return before === null || before.symmetricDifference(this.#departmentIds!).size > 0;
  }
}
