import { expect } from 'vitest';
import type { RefusalCode } from '../../shared/refusal/refusal.ts';

/** The shop's rules answer with this refusal, and not with another error. */
export const refused = (work: () => unknown, code: RefusalCode): void => expect(work).toThrow(expect.objectContaining({ name: 'Refusal', code }));
