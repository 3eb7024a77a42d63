/** How often a property is tried: a few times in the quick loop, ten times as often where CI has the time. */
export function runs(quick: number): number {
  return process.env['CI'] ? quick * 10 : quick;
}
