import type { ChannelKind } from '../../shared/channels/channel-kinds.ts';
import type { Connector, ConnectorSetting } from './connector.ts';
import { shopify } from './shopify/shopify.ts';
import { woocommerce } from './woocommerce/woocommerce.ts';

/** Every marketplace we speak with, by its kind. */
const connectors: Record<ChannelKind, (setting: ConnectorSetting) => Connector> = { woocommerce, shopify };

export const connectorOf = (kind: ChannelKind): ((setting: ConnectorSetting) => Connector) => connectors[kind];
