/** The one channel between page and program: the page asks on it, and a port comes back on it. */
export const portChannel = 'shopwright:port';
