/**
 * What the page has to do for its own content security policy; imported before anything that draws. Styles made while running
 * carry the nonce the host put into the page. Texts become HTML nowhere, except style sheets, which hold no tag.
 */

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

declare global {
  // TypeScript's DOM library does not know trusted types; Chromium does, other browsers do without.
  var trustedTypes: TrustedTypes | undefined;
  // The name under which get-nonce (in Mantine's scroll lock) looks for it.
  var __webpack_nonce__: string | undefined;
}

/** The nonce of this page; empty where no host served it (tests of single parts). */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

globalThis.__webpack_nonce__ = styleNonce();
globalThis.trustedTypes?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
