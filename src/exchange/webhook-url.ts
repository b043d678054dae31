import { isIP } from 'node:net';
import type { Faults } from '../graphql/errors.js';
import { isPrivateAddress } from './private-address.js';

declare module '../graphql/context.js' {
  interface Context {
    /** Whether webhooks may go by plain http, and to addresses of one's own network. */
    readonly allowsPrivateWebhooks: boolean;
  }
}

const LONGEST = 2_000;
const FIELD = ['input', 'url'];

/** The host of a URL, as a connection is made to it: IPv6 without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Notes what is wrong with the address of a webhook. What its name stands for is looked at when a request is made: a
 * name may come to stand for something else.
 */
export function requireUrl(faults: Faults, text: string, allowsPrivate: boolean): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  const protocols = allowsPrivate ? ['https:', 'http:'] : ['https:'];
  faults.require(text.length <= LONGEST, FIELD, 'URL_TOO_LONG', `A URL has at most ${LONGEST} characters.`);
  faults.require(
    url !== null && protocols.includes(url.protocol),
    FIELD,
    'URL',
    `\`url\` is not one that begins with ${allowsPrivate ? 'https:// or http://' : 'https://'}.`,
  );
  if (!url) return;
  faults.require(
    url.username === '' && url.password === '',
    FIELD,
    'URL_USERINFO',
    'A URL holds no user and no password: requests prove themselves by their signature.',
  );
  faults.require(url.hash === '', FIELD, 'URL_FRAGMENT', 'A URL for requests has no fragment.');
  const host = hostOf(url);
  faults.require(
    allowsPrivate || isIP(host) === 0 || !isPrivateAddress(host),
    FIELD,
    'PRIVATE_ADDRESS',
    'Requests go to public addresses only.',
  );
}
