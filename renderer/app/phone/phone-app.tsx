import { useState } from 'react';
import { phoneClient } from '../../client/phone/phone-client.ts';
import { ask } from '../../client/phone/phone-line.ts';
import { Shelf } from '../../client/phone/shelf.ts';
import type { ShopClient } from '../../client/shop-client.ts';
import { App, Frame } from '../app.tsx';
import { foresight } from './foresight.ts';
import { PairScreen } from './pair-screen.tsx';
import { makePhoneRouter } from './phone-router.tsx';
import { type Paired, pairedOf, pairPhone } from './pairing.ts';

const clientOf = (shelf: Shelf, device: Paired): ShopClient =>
  phoneClient({ shelf, device, foresight, send: (key, body) => ask('/phone/call', body, key), now: Date.now });

/** The page on a phone: paired, it is the stations over what the phone keeps; before that, a code. */
export function PhoneApp({ given }: { /** The code of the address; empty without one. */ given: string }) {
  const [shelf] = useState(() => new Shelf(localStorage));
  // A new code in the address pairs anew, whoever it was before.
  const [client, setClient] = useState(() => {
    const paired = given === '' ? pairedOf(shelf) : undefined;
    return paired && clientOf(shelf, paired);
  });
  if (client) return <App client={client} makeRouter={makePhoneRouter} />;
  return (
    <Frame>
      <PairScreen code={given} onPair={async (code, name) => setClient(clientOf(shelf, await pairPhone(shelf, code, name)))} />
    </Frame>
  );
}
