import type { ChannelOrder } from '../connector.ts';
import type { OrderAnswer } from './answers.ts';

/** Who bought; null for a guest who left nothing at all. An app without access to personal data sees none of it. */
export function customerOf({ billingAddress, shippingAddress, email, phone }: OrderAnswer): ChannelOrder['customer'] {
  const addresses = [billingAddress, shippingAddress].flatMap((address) => address ?? []);
  const first = (pick: (address: NonNullable<OrderAnswer['billingAddress']>) => string) => addresses.map(pick).find((text) => text !== '') ?? '';
  const customer = {
    name: (first((address) => address.name) || first((address) => address.company)).slice(0, 200),
    email: email.slice(0, 254) || null,
    phone: (phone || first((address) => address.phone)).slice(0, 60) || null,
  };
  return customer.name === '' && customer.email === null && customer.phone === null ? null : customer;
}

/** Who gets the parcel; orders without shipping have only a billing address, or none. */
export function recipientOf({ billingAddress, shippingAddress, email, phone }: OrderAnswer): ChannelOrder['recipient'] {
  const address = shippingAddress ?? billingAddress;
  const recipient = address ? address.name || address.company || email : '';
  if (!address || recipient === '') return null;
  return {
    recipient: recipient.slice(0, 200),
    company: address.company.slice(0, 200),
    line1: address.address1.slice(0, 300),
    line2: address.address2.slice(0, 300),
    city: address.city.slice(0, 120),
    region: address.province.slice(0, 120),
    postcode: address.zip.slice(0, 40),
    country: address.countryCodeV2.slice(0, 2),
    phone: (address.phone || phone).slice(0, 60),
    email: email.slice(0, 254),
  };
}
