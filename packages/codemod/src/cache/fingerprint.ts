import { hash } from 'node:crypto';

/** The fingerprint of a text or of the bytes of one in UTF-8: equal for equal contents, and different for different ones. */
export function fingerprintOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url');
}

/** The fingerprint of plain data. */
export function fingerprintOfData(data: unknown): string {
  return fingerprintOf(JSON.stringify(data));
}
