/** Where the window's page lives: our own scheme, so that no file of this machine has an address in it. */
export const scheme = 'app';
export const pageHost = 'shop';
export const pageOrigin = `${scheme}://${pageHost}`;
export const pageUrl = `${pageOrigin}/index.html`;

/** A page to be printed; a window that shows it runs no script and reaches nothing. */
export const printHost = 'print';
