/** The choices that make up a program, read from a sequence of numbers. Behind its end, the first and simplest choice is taken. */
export class Choices {
  #position = 0;

  constructor(private readonly numbers: readonly number[]) {}

  get isExhausted(): boolean {
    return this.#position >= this.numbers.length;
  }

  below(bound: number): number {
    return (this.numbers[this.#position++] ?? 0) % bound;
  }

  /** True once in `odds` times. */
  isOneIn(odds: number): boolean {
    return this.below(odds) === odds - 1;
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.below(options.length)] ?? options[0];
  }
}
