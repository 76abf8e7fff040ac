import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** About a quarter of a second of work per try, off the event loop. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const hash = (pin: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => scrypt(pin, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))));

/** What is stored of a PIN: never the PIN. */
export async function hashPin(pin: string): Promise<{ pinSalt: string; pinHash: string }> {
  const pinSalt = randomBytes(16).toString('hex');
  return { pinSalt, pinHash: (await hash(pin, pinSalt)).toString('hex') };
}

export async function pinMatches(pin: string, { pinSalt, pinHash }: { pinSalt: string; pinHash: string }): Promise<boolean> {
  return timingSafeEqual(await hash(pin, pinSalt), Buffer.from(pinHash, 'hex'));
}
