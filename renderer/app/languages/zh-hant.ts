import type { Translation } from './translation.ts';
import { firstRun, roles, session, shell } from './zh-hant/shell.ts';
import { ages, keys, ui, unreadable } from './zh-hant/ui.ts';

export const zhHant = { ui, unreadable, keys, ages, shell, roles, firstRun, session } satisfies Translation;
