import { isLoopback } from './settings.js';

/**
 * Whether a request came under another name than this machine's own. A foreign page whose name is made to lead to
 * 127.0.0.1 would otherwise read what the demo gives out.
 */
export function isForeignHost(host: string | undefined): boolean {
  if (!host || !URL.canParse(`http://${host}`)) return true;
  return !isLoopback(new URL(`http://${host}`).hostname);
}
