import type { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { Fault } from './fault.ts';

/** How a connection is made whose certificate `checkedCertificate` looks at. Sessions are not resumed, because a resumed one skips the check of the name. */
export const unchecked = { rejectUnauthorized: false, maxCachedSessions: 0 } as const;

/** Hands a connection over only when an authority vouches for its certificate and name, or its SHA-256 is the one the owner accepted. */
export function checkedCertificate(connect: buildConnector.connector, certificate: string): buildConnector.connector {
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (options.protocol !== 'https:') return callback(null, socket);
      // An https connection of undici is always a TLSSocket; its type only says Socket.
      const tls = socket as TLSSocket;
      const fingerprint = plainFingerprint(tls.getPeerX509Certificate()?.fingerprint256 ?? '');
      if (tls.authorized || (certificate !== '' && fingerprint === plainFingerprint(certificate))) return callback(null, socket);
      tls.destroy();
      const reason = tls.authorizationError?.message ?? String(tls.authorizationError);
      const says = `No authority vouches for the certificate (${reason}). Its SHA-256 is ${fingerprint}.`;
      return callback(new Fault('untrusted', { retry: 'never', says, fingerprint }), null);
    });
  };
}

const plainFingerprint = (text: string): string => text.replaceAll(':', '').toLowerCase();
