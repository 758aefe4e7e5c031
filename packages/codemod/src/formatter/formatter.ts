/** A file that a run has written, or would write. */
export interface WrittenFile {
  /** The real path. */
  readonly path: string;
  /** The text before the run. */
  readonly before: string;
  /** The text that the run has written. */
  readonly text: string;
}

/** What a formatter has done with some files. */
export interface Formatted {
  /** The new texts, by path; files that were not formatted before the run are missing. */
  readonly texts: ReadonlyMap<string, string>;
  /** What went wrong with one of the files; null if nothing did. */
  readonly problem: string | null;
}

/** A formatter that is installed in the project. Its own configuration decides which files it formats, and how. */
export interface Formatter {
  readonly name: string;
  /**
   * Looks at files before they are written, where the formatter can only be asked about files on disk.
   *
   * @param paths real paths
   * @throws where the formatter fails
   */
  readonly prepare: (paths: readonly string[]) => Promise<void>;
  /**
   * Formats the files that were formatted before the run. It may write them itself.
   *
   * @throws where the formatter fails
   */
  readonly format: (files: readonly WrittenFile[]) => Promise<Formatted>;
  /**
   * The text of a file as `format` would leave it, for a preview. Nothing is written: the file still has its text before the run.
   *
   * @returns null where the file is not formatted now
   * @throws where the formatter fails
   */
  readonly preview: (file: WrittenFile) => Promise<string | null>;
}
