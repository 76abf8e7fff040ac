import type { LineState } from '../../shared/counting/line.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import type { GlyphKind } from '../ui/glyph.tsx';

export type Count = OutputOf<'stocktake.get'>;
type State = Count['state'];

/** One shape a state, never colour alone. */
export const stateGlyph: Record<State, GlyphKind> = { planned: 'todo', counting: 'half', paused: 'wait', review: 'look', posted: 'done', abandoned: 'off' };

export const lineGlyph: Record<LineState, GlyphKind> = {
  excluded: 'off',
  uncounted: 'todo',
  recount: 'wait',
  whichLot: 'look',
  elsewhere: 'look',
  equal: 'done',
  decide: 'half',
  approve: 'wait',
  accepted: 'done',
};
