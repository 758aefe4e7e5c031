/** Types of corpus.js, for tests. A package of the corpus, with the files and folders of it that were written by hand. */
export interface Corpus {
  readonly name: string;
  readonly paths: readonly string[];
}
/** The packages of the corpus. */
export declare const corpora: readonly Corpus[];
/** Copies a package of the corpus to a folder. Throws where it is not installed. */
export declare function copyCorpus(corpus: Corpus, destination: string): void;
