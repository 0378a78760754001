using System.CommandLine;
using Spectre.Console;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>completion</c>: the script by which a shell asks the tool what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # dotnet-unravel completion bash >> ~/.bashrc
        _dotnet_unravel() {
            local line="${COMP_LINE#* }" IFS=$'\n'
            local point=$((COMP_POINT - (${#COMP_LINE} - ${#line})))
            COMPREPLY=($(compgen -W "$(dotnet-unravel "[suggest:${point}]" "${line}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _dotnet_unravel dotnet-unravel
        """;

    private const string Zsh = """
        # dotnet-unravel completion zsh >> ~/.zshrc
        _dotnet_unravel() {
            local line="${BUFFER#* }"
            local point=$((CURSOR - (${#BUFFER} - ${#line})))
            compadd -- ${(f)"$(dotnet-unravel "[suggest:${point}]" "${line}" 2>/dev/null)"} || _files
        }
        compdef _dotnet_unravel dotnet-unravel
        """;

    private const string PowerShell = """
        # dotnet-unravel completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName dotnet-unravel -ScriptBlock {
            param($word, $command, $position)
            $text = "$command".PadRight($position)
            $skip = $text.IndexOf(' ') + 1
            dotnet-unravel "[suggest:$($position - $skip)]" $text.Substring($skip) 2>$null |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    private static readonly Dictionary<string, string> s_scripts = new() { ["bash"] = Bash, ["zsh"] = Zsh, ["pwsh"] = PowerShell };

    public static Command Create(Consoles consoles)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh" };
        shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        var command = new Command("completion", "Print the script that lets a shell complete 'dotnet-unravel'") { shell };
        command.Run(consoles, (parsed, _) =>
        {
            consoles.Output.Profile.Out.Writer.WriteLine(s_scripts[parsed.GetValue(shell)!].ReplaceLineEndings("\n"));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
