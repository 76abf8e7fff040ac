import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import type { Connector, ConnectorSetting } from './connector.ts';
import { practice } from './practice/practice.ts';
import { shopify } from './shopify/shopify.ts';
import { woocommerce } from './woocommerce/woocommerce.ts';

/** Every marketplace we speak with, by its kind; a channel of sheets has nobody to speak with. */
const connectors: Record<MarketplaceKind, (setting: ConnectorSetting) => Connector> = { woocommerce, shopify, practice };

export const connectorOf = (kind: MarketplaceKind): ((setting: ConnectorSetting) => Connector) => connectors[kind];
