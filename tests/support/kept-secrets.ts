import type { Secrets } from '../../main/platform/platform.ts';

/** The platform's secrets in memory; `kept` says what is there, and is what there was before. */
export const keptSecrets = (kept = new Map<string, string>()): Secrets => ({
  protection: 'file',
  get: async (name) => kept.get(name),
  set: async (name, value) => void kept.set(name, value),
  remove: async (name) => void kept.delete(name),
});
