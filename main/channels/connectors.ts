import type { Connector, ConnectorSetting } from './connector.ts';
import { woocommerce } from './woocommerce/woocommerce.ts';

/** Every marketplace we speak with, by its kind. */
const connectors = { woocommerce } satisfies Record<string, (setting: ConnectorSetting) => Connector>;

export const connectorOf = (kind: keyof typeof connectors): ((setting: ConnectorSetting) => Connector) => connectors[kind];
