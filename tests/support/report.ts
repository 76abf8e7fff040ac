/** Something worth reading that is no failure, printed once at the end of a test. */
export function report(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log([`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}
