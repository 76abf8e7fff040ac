import os from 'node:os';

/** Addresses that reach no further than a shop's own network (RFC 1918). */
const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);

/** What the Wi-Fi of a small shop gives comes first; 172.16/12 is more often a machine inside this one. */
const order = (address: string): number => ['192.', '10.', '172.'].findIndex((start) => address.startsWith(start));

/** Where phones on the shop's network find this machine. None of a network that reaches further is among them. */
export function localAddresses(): string[] {
  const all = Object.values(os.networkInterfaces()).flatMap((known) => known ?? []);
  return all.filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address)).map(({ address }) => address).toSorted((a, b) => order(a) - order(b));
}
