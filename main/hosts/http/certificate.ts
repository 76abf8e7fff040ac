import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import net from 'node:net';
import type { Instant } from '../../../shared/units/instant.ts';
import type { Secrets } from '../../platform/platform.ts';

export interface Certificate {
  /** PEM. */
  cert: string;
  /** PEM, PKCS 8. */
  key: string;
}

const dayMs = 86_400_000;
/** Phones refuse a certificate that is valid for more than 398 days. */
const validDays = 390;
const secretName = 'phones.certificate';

/**
 * The certificate this machine shows to phones, the same one as long as it holds for these addresses: a phone that was told to
 * trust it is not asked again. Its key lies with the shop's other secrets, never in a backup.
 */
export async function keptCertificate(secrets: Secrets, addresses: readonly string[], now: Instant): Promise<Certificate> {
  const kept = await secrets.get(secretName);
  const known = kept === undefined ? undefined : (JSON.parse(kept) as Certificate);
  if (known && stillHolds(known, addresses, now)) return known;
  const made = makeCertificate(addresses, now);
  await secrets.set(secretName, JSON.stringify(made));
  return made;
}

function stillHolds({ cert }: Certificate, addresses: readonly string[], now: Instant): boolean {
  const known = new X509Certificate(cert);
  return known.validToDate.getTime() - now > 30 * dayMs && addresses.every((address) => known.checkIP(address) !== undefined);
}

// ASN.1 in its distinguished encoding (X.690): a type, a length, the content.
const encoded = (type: number, ...contents: Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([type, ...size]), content]);
};
const sequence = (...parts: Buffer[]): Buffer => encoded(0x30, ...parts);
const oid = (hex: string): Buffer => encoded(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Buffer): Buffer => encoded(0x04, content);
const bits = (content: Buffer): Buffer => encoded(0x03, Buffer.from([0]), content);
/** GeneralizedTime: 20270101000000Z. From 2050 on X.509 asks for it, before that for UTCTime, which has two digits of the year less. */
const time = (at: number): Buffer => {
  const digits = new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return digits < '2050' ? encoded(0x17, Buffer.from(`${digits.slice(2)}Z`)) : encoded(0x18, Buffer.from(`${digits}Z`));
};

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = (name: string): Buffer => sequence(encoded(0x31, sequence(oid('550403'), encoded(0x0c, Buffer.from(name)))));

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [encoded(0x01, Buffer.from([0xff]))] : []), octets(value));

const addressBytes = (address: string): Buffer => Buffer.from(address.split('.').map(Number));

/** Which addresses it is for, that it signs no other, and that it is a server's (RFC 5280 §4.2.1). */
const extensionsFor = (addresses: readonly string[]): Buffer =>
  encoded(0xa3, sequence(
    extension('551d11', sequence(...addresses.filter((address) => net.isIPv4(address)).map((address) => encoded(0x87, addressBytes(address))))),
    extension('551d13', sequence(), true),
    extension('551d25', sequence(oid('2b06010505070301'))),
  ));

/** Made and signed by itself (RFC 5280), on the curve P-256: Node can make the key and the signature, and nothing we use makes the rest. */
export function makeCertificate(addresses: readonly string[], now: Instant): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = commonName('Shopwright');
  // The first bit clear, the second set: a positive number of sixteen bytes.
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  const said = sequence(
    encoded(0xa0, encoded(0x02, Buffer.from([2]))),
    encoded(0x02, serial),
    ecdsaWithSha256,
    name,
    sequence(time(now - dayMs), time(now + validDays * dayMs)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensionsFor(addresses),
  );
  const whole = sequence(said, ecdsaWithSha256, bits(sign('sha256', said, privateKey)));
  const lines = whole.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
