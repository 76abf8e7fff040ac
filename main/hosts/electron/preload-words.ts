/** The page asks on it, and a port comes back on it: what it says over the port is the contract. */
export const portChannel = 'shopwright:port';

/** The page asks for the dialog that opens another shop; which one is chosen there, by the person. */
export const otherShopChannel = 'shopwright:other-shop';
