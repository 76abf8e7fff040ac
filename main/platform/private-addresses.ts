import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Fault } from './fault.ts';

/** This machine, local networks, links, networks of a provider's own, groups. Source: the IANA special-purpose registries. */
const narrow: readonly [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
];
const narrowSix: readonly [address: string, bits: number][] = [['::', 127], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]];

const list = new BlockList();
for (const [address, bits] of narrow) {
  list.addSubnet(address, bits, 'ipv4');
  // What a translator makes of it (RFC 6052).
  list.addSubnet(`64:ff9b::${address}`, 96 + bits, 'ipv6');
}
for (const [address, bits] of narrowSix) list.addSubnet(address, bits, 'ipv6');

/**
 * Whether an address reaches no further than this machine or its network. 198.18.0.0/15 is none: programs that tunnel all
 * traffic answer every name with it.
 */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** How names are looked up; tests bring their own. */
export type Lookup = (hostname: string, options: { all: true }, callback: (error: Error | null, found: LookupAddress[]) => void) => void;

/**
 * Looks a name up and answers only addresses outside, or any where the owner said so; a Fault where none is left. The address
 * that was checked is the one connected to, so a name that changes its mind in between gains nothing.
 */
export function checkedLookup(localNetwork: boolean, lookup: Lookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const usable = localNetwork ? found : found.filter(({ address }) => !isPrivateAddress(address));
      const [first] = usable;
      if (!first) return callback(privateAddress(hostname, found[0]?.address ?? hostname), []);
      return options.all ? callback(null, usable) : callback(null, first.address, first.family);
    });
  };
}

/** An address that is written out is looked up by nobody. @throws Fault privateAddress */
export function refusePrivate(url: string): void {
  const { hostname } = new URL(url);
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isPrivateAddress(address) || isThisMachine(address)) throw privateAddress(hostname, address);
}

const isThisMachine = (name: string): boolean => /^(.+\.)?localhost\.?$/.test(name);

const privateAddress = (hostname: string, address: string): Fault =>
  new Fault('privateAddress', { retry: 'never', says: `${hostname} is ${address}, which lies in a local network.`, address });
