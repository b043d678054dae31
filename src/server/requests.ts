import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of a request on its way: Apollo formats errors, for instance, without saying whose they are. */
export interface CurrentRequest {
  readonly id: string;
  /** `query`, `mutation`, `subscription`; `none` where the document does not say. */
  operation: string;
  /** `OK`, or the code of the first error. */
  code: string;
}

export const currentRequest = new AsyncLocalStorage<CurrentRequest>();
