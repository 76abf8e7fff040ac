import type { ChannelOrder } from '../connector.ts';
import type { OrderAnswer } from './answers.ts';

type AddressAnswer = OrderAnswer['billing'];

/** Who bought; null for a guest who left nothing at all. */
export function customerOf({ billing, shipping }: OrderAnswer): ChannelOrder['customer'] {
  const name = (nameIn(billing) || nameIn(shipping) || billing.company).slice(0, 200);
  const email = billing.email.slice(0, 254) || null;
  const phone = (billing.phone || shipping.phone).slice(0, 60) || null;
  return name === '' && email === null && phone === null ? null : { name, email, phone };
}

/** Who gets the parcel: the shipping address, or the billing address where the shop was given only that. */
export function recipientOf({ billing, shipping }: OrderAnswer): ChannelOrder['recipient'] {
  const address = [shipping, billing].find((one) => one.address_1 !== '' || nameIn(one) !== '');
  if (!address) return null;
  const recipient = nameIn(address) || address.company || nameIn(billing) || billing.email;
  if (recipient === '') return null;
  return {
    recipient: recipient.slice(0, 200),
    company: address.company.slice(0, 200),
    line1: address.address_1.slice(0, 300),
    line2: address.address_2.slice(0, 300),
    city: address.city.slice(0, 120),
    region: address.state.slice(0, 120),
    postcode: address.postcode.slice(0, 40),
    country: address.country.slice(0, 2),
    phone: (address.phone || billing.phone).slice(0, 60),
    email: billing.email.slice(0, 254),
  };
}

/** Chinese, Japanese and Korean names are written family name first, without a space. */
function nameIn({ first_name: first, last_name: last }: AddressAnswer): string {
  const familyFirst = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(first + last);
  return familyFirst ? last + first : `${first} ${last}`.trim();
}
