import { firstRun, roles, session, shell } from './en/shell.ts';
import { ages, keys, ui, unreadable } from './en/ui.ts';

/** Every word of the program. The other languages have this shape or do not compile. */
export const en = { ui, unreadable, keys, ages, shell, roles, firstRun, session };
