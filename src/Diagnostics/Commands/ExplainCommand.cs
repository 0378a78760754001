using System.CommandLine;
using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>explain</c>: the page of a rule, without a browser.</summary>
internal static class ExplainCommand
{
    public static Command Create(Consoles consoles)
    {
        var rule = new Argument<string?>("rule") { HelpName = "rule", Description = "Id of a rule, such as UNR4001; without one, all are listed", Arity = ArgumentArity.ZeroOrOne };
        rule.CompletionSources.Add(_ => Completions.OfRules(seenAtRunTime: false));
        var command = new Command("explain", "Print the page of a rule: what goes wrong, how it looks, how to mend it") { rule };
        command.Run(consoles, (parsed, _) =>
        {
            if (parsed.GetValue(rule) is { } id)
            {
                MarkdownPage.Write(consoles.Output, Page(id));
            }
            else
            {
                List(consoles.Output);
            }

            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void List(IAnsiConsole output)
    {
        var lines = new TextLines(output);
        foreach (var rule in Catalog.Rules.All)
        {
            var where = (rule.InCode, rule.AtRunTime) switch
            {
                (not null, not null) => "code, process",
                (not null, null) => "code",
                _ => "process",
            };
            lines.Write(0, ($"{rule.Id}  ", TextLines.Strong), ($"{where,-13}  ", TextLines.Faint), (rule.Title, TextLines.Plain));
        }
    }

    private static string Page(string id)
    {
        var rule = Catalog.Rules.Find(id)
            ?? throw new ToolException($"There is no rule '{TerminalText.Escape(id)}'; 'dotnet unravel explain' lists them.", ExitCodes.Usage);
        using var page = typeof(ExplainCommand).Assembly.GetManifestResourceStream($"rules/{rule.Id}.md")
            ?? throw new ToolException($"{rule.Id} has no page in this version; see {rule.HelpLink}", ExitCodes.CouldNotLook);
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
