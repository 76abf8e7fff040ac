import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChannelStatus } from './channel-state.ts';
import { DifferencesReview } from './differences-review.tsx';
import { ListingsReview } from './listings-review.tsx';
import { ParkedReview } from './parked-review.tsx';
import { TroublesReview } from './troubles-review.tsx';
import { ZerosReview } from './zeros-review.tsx';

export const reviewKinds = ['zeros', 'troubles', 'differences', 'parked', 'unlinked'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export interface Review {
  readonly kind: ReviewKind;
  readonly channelId: number;
}

/** What stands behind a piece of trouble, row by row, with the way to settle it. */
export function ReviewDialog({ review, channels, onClose }: { review: Review | undefined; channels: readonly ChannelStatus[]; onClose: () => void }) {
  const { t } = useTranslation();
  const channel = channels.find(({ channelId }) => channelId === review?.channelId);
  return (
    <Modal
      opened={review !== undefined && channel !== undefined}
      onClose={onClose}
      size={760}
      title={<span className="strong">{review && channel && t(($) => $.review.titles[review.kind], { name: channel.name })}</span>}
      closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}
    >
      {channel && review?.kind === 'zeros' && <ZerosReview channelId={channel.channelId} onDone={onClose} />}
      {channel && review?.kind === 'parked' && <ParkedReview channelId={channel.channelId} />}
      {channel && review?.kind === 'unlinked' && <ListingsReview channelId={channel.channelId} />}
      {channel && review?.kind === 'differences' && <DifferencesReview channelId={channel.channelId} />}
      {channel && review?.kind === 'troubles' && <TroublesReview troubles={channel.troubles} />}
    </Modal>
  );
}
