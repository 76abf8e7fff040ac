import type { Translation } from './translation.ts';
import { firstRun, roles, session, shell } from './zh-hans/shell.ts';
import { ages, keys, ui, unreadable } from './zh-hans/ui.ts';

export const zhHans = { ui, unreadable, keys, ages, shell, roles, firstRun, session } satisfies Translation;
