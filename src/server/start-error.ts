/** What stops a start: said to whoever starts it, without a stack. */
export class StartError extends Error {}
