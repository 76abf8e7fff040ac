import { type Instant, instant } from '../units/instant.ts';

/** When orders of one channel, paid one way, are reminded of and end. */
export interface ExpiryRule {
  /** 0 for orders taken here. */
  channelId: number;
  /** '' for any way to pay that has no rule of its own. */
  method: string;
  minutes: number;
  remindMinutes: number | null;
  act: 'cancel' | 'free';
}

export interface UnpaidOrder {
  channelId: number | null;
  payMethod: string;
  orderedAt: Instant;
}

const minute = 60_000;

/** The rule an order falls under: its channel and its way to pay, else its channel; undefined where it waits for ever. */
export function expiryRuleOf(rules: readonly ExpiryRule[], { channelId, payMethod }: UnpaidOrder): ExpiryRule | undefined {
  const ofChannel = rules.filter((rule) => rule.channelId === (channelId ?? 0));
  return ofChannel.find(({ method }) => method !== '' && method === payMethod) ?? ofChannel.find(({ method }) => method === '');
}

/** To the minute: when nothing was paid by then, the order ends. */
export const endsAt = ({ orderedAt }: UnpaidOrder, { minutes }: ExpiryRule): Instant => instant(orderedAt + minutes * minute);

/** When its buyer is reminded; undefined where nobody is. */
export const remindsAt = ({ orderedAt }: UnpaidOrder, { remindMinutes }: ExpiryRule): Instant | undefined => (remindMinutes === null ? undefined : instant(orderedAt + remindMinutes * minute));
