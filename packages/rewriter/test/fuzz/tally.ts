import type { CheckedProgram } from './check-program.js';

/** Counts the plans for the sites of many programs. */
export class Tally {
  readonly #counts = { exact: new Map<string, number>(), idiomatic: new Map<string, number>() };

  add(plans: CheckedProgram['plans']): void {
    for (const tier of ['exact', 'idiomatic'] as const) {
      const counts = this.#counts[tier];
      for (const plan of plans[tier]) {
        const key = plan.action === 'rewrite' ? 'rewritten' : plan.reason;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }

  /** One line per tier: the share of rewritten sites, and the refusals by reason. */
  render(): string {
    return (['exact', 'idiomatic'] as const)
      .map((tier) => {
        const counts = [...this.#counts[tier]].sort((a, b) => b[1] - a[1]);
        const total = counts.reduce((sum, [, count]) => sum + count, 0);
        const shares = counts.map(([key, count]) => `${key} ${((100 * count) / total).toFixed(1)} %`);
        return `${tier}: ${total} sites; ${shares.join(', ')}`;
      })
      .join('\n');
  }
}
