import type { OutputOf } from '../client/methods.ts';
import type { GlyphKind } from '../ui/glyph.tsx';

export type ChannelStatus = OutputOf<'sync.status'>['channels'][number];

/** A channel's state as its shape. */
export const channelGlyph: Record<ChannelStatus['state'], GlyphKind> = { fine: 'done', waiting: 'wait', stale: 'look', needsYou: 'stop', neverAsked: 'todo' };

export type BeingRead = ChannelStatus & { reading: NonNullable<ChannelStatus['reading']> };

/** Whether its orders are still to be read to the end for the first time. */
export const isBeingRead = (channel: ChannelStatus): channel is BeingRead => channel.reading !== null && channel.reading.state !== 'done';
