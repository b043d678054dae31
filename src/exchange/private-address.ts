import { BlockList, isIPv4, isIPv6 } from 'node:net';

// RFC 6890 and the registries of IANA that follow it: what does not lead to somebody's public server.
const PRIVATE_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All that is public lies in here, but not all in here is: the list below. */
const GLOBAL_IPV6 = ['2000::/3'];
/** Teredo and other protocols, documentation, and 6to4, which has an IPv4 address within. */
const PRIVATE_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address, bits] = subnet.split('/');
    list.addSubnet(address!, Number(bits), family);
  }
  return list;
}

const privateIPv4 = listOf(PRIVATE_IPV4, 'ipv4');
const globalIPv6 = listOf(GLOBAL_IPV6, 'ipv6');
const privateIPv6 = listOf(PRIVATE_IPV6, 'ipv6');

/** Whether an IP address, without brackets, may lead to a machine of one's own network. What is no address, may. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return privateIPv4.check(address, 'ipv4');
  // An address in a zone (`fe80::1%eth0`) is of the own network, too.
  if (!isIPv6(address) || address.includes('%')) return true;
  return !globalIPv6.check(address, 'ipv6') || privateIPv6.check(address, 'ipv6');
}
