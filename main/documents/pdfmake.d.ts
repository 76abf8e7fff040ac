/** As far as we use it; the package brings no types. */
declare module 'pdfmake' {
  const maker: {
    setUrlAccessPolicy(allow: (url: string) => boolean): void;
    setLocalAccessPolicy(allow: (file: string) => boolean): void;
    addFonts(fonts: Record<string, Record<string, string | [string, string]>>): void;
    createPdf(layout: object): { getBuffer(): Promise<Buffer> };
  };
  export default maker;
}
