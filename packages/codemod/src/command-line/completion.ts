import { formatNames } from '../formats/format-names.js';
import { type Flag, flags } from './flags.js';
import { promisifyStyles } from './promisify-styles.js';

/** The shells that a completion can be made for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** What completions offer behind the flags. */
export interface CompletedWords {
  /** The words that are commands where they come first. */
  readonly commands: readonly string[];
  readonly publicForms: readonly string[];
  /** What can be explained. */
  readonly codes: readonly string[];
}

/** The value of a flag: one of some words, a file, something else, or none. */
type Value = readonly string[] | 'file' | 'other' | null;

/** Makes the script that completes commands, flags and their values in a shell: from the table of all flags. */
export function renderCompletion(shell: Shell, words: CompletedWords): string {
  const values = valuesOf(words);
  const names = Object.keys(flags) as Flag[];
  switch (shell) {
    case 'bash':
      return renderBash(names, values, words.commands);
    case 'zsh':
      return renderZsh(names, values, words.commands);
    case 'fish':
      return renderFish(names, values, words.commands);
  }
}

function valuesOf({ publicForms, codes }: CompletedWords): (flag: Flag) => Value {
  const lists: Readonly<Partial<Record<Flag, readonly string[]>>> = { format: formatNames, promisify: promisifyStyles, public: publicForms, explain: codes, only: codes };
  return (flag) => {
    const { takes } = flags[flag];
    return lists[flag] ?? (takes === 'nothing' ? null : takes === 'number' || takes === 'count' ? 'other' : 'file');
  };
}

function renderBash(names: readonly Flag[], valueOf: (flag: Flag) => Value, commands: readonly string[]): string {
  const cases = names.flatMap((name) => {
    const value = valueOf(name);
    if (value === null) return [];
    const reply = value === 'other' ? '()' : value === 'file' ? '($(compgen -f -- "$current"))' : `($(compgen -W "${value.join(' ')}" -- "$current"))`;
    return [`    --${name}) COMPREPLY=${reply}; return ;;`];
  });
  return `# uncallback completion bash >> ~/.bashrc
_uncallback() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$previous" in
${cases.join('\n')}
    completion) COMPREPLY=($(compgen -W "${shells.join(' ')}" -- "$current")); return ;;
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "${names.map((name) => `--${name}`).join(' ')}" -- "$current"))
  elif [[ "$COMP_CWORD" -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${commands.join(' ')}" -- "$current") $(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _uncallback uncallback
`;
}

function renderZsh(names: readonly Flag[], valueOf: (flag: Flag) => Value, commands: readonly string[]): string {
  const specs = names.map((name) => {
    const value = valueOf(name);
    const several = flags[name].takes === 'texts' ? '*' : '';
    if (value === null) return `'--${name}'`;
    const action = value === 'other' ? '' : value === 'file' ? '_files' : `(${value.join(' ')})`;
    return `'${several}--${name}=:${name}:${action}'`;
  });
  return `#compdef uncallback
# uncallback completion zsh > a file _uncallback in a folder of $fpath; or: source <(uncallback completion zsh)
_uncallback() {
  if (( CURRENT == 3 )) && [[ $words[2] == completion ]]; then
    compadd ${shells.join(' ')}
    return
  fi
  _arguments \\
    ${specs.join(' \\\n    ')} \\
    '1: :_alternative "commands:command:(${commands.join(' ')})" "files:file:_files"' \\
    '*:file:_files'
}
if [[ $funcstack[1] == _uncallback ]]; then _uncallback "$@"; else compdef _uncallback uncallback; fi
`;
}

function renderFish(names: readonly Flag[], valueOf: (flag: Flag) => Value, commands: readonly string[]): string {
  const lines = names.map((name) => {
    const value = valueOf(name);
    if (value === null) return `complete -c uncallback -l ${name}`;
    if (value === 'file') return `complete -c uncallback -l ${name} -r -F`;
    return `complete -c uncallback -l ${name} -x${value === 'other' ? '' : ` -a '${value.join(' ')}'`}`;
  });
  return `# uncallback completion fish > ~/.config/fish/completions/uncallback.fish
complete -c uncallback -n __fish_use_subcommand -a '${commands.join(' ')}'
complete -c uncallback -n '__fish_seen_subcommand_from completion' -x -a '${shells.join(' ')}'
${lines.join('\n')}
`;
}
