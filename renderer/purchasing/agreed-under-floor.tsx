import { dayOf } from '../../shared/units/calendar.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { UnderFloor } from './under-floor.tsx';

/** What of a supplier's goods is sold under its floor at today's agreed prices; nothing is said where all are above. */
export function AgreedUnderFloor({ supplierId }: { supplierId: number }) {
  const formats = useFormats();
  const { data } = useQueryOf('agreement.repriced', { supplierId, change: ratePpm(0), validFromOn: dayOf(useNow(), formats.timeZone) });
  return data && data.underFloor.length > 0 ? <UnderFloor rows={data.underFloor} /> : null;
}
