/** A package of the corpus. */
export interface Corpus {
  readonly name: string;
  readonly paths: readonly string[];
}
export declare const corpora: readonly Corpus[];
export declare function copyCorpus(corpus: Corpus, destination: string): void;
