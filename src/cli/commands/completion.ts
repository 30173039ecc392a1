import { type AnyCommand, defineCommand, type ListedCommand } from '../command.ts'
import { print } from '../screen.ts'

/** @param commands all that there are, which this one is among */
export function defineCompletionCommand(commands: Readonly<Record<string, ListedCommand>>): AnyCommand {
  return defineCommand({
    usage: '<bash | zsh | fish>',
    about: `Prints a script for shell completion of commands, options and values.
bash: source <(seaworthy completion bash), in ~/.bashrc
zsh: source <(seaworthy completion zsh), in ~/.zshrc after compinit
fish: seaworthy completion fish > ~/.config/fish/completions/seaworthy.fish`,
    options: {},
    operands: { least: 1, most: 1 },
    async run(_options, [shell = '']) {
      const { writeCompletion } = await import('../completion.ts')
      await print(await writeCompletion(shell, commands))
      return 0
    },
  })
}
