using System.Collections.Immutable;
using Unravel.Catalog;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Commands.Reporting;

/// <summary>Rule ids as they are written on the command line: between commas, in any letter case.</summary>
internal static class RuleNames
{
    /// <param name="option">What to call in an error.</param>
    /// <exception cref="ToolException">One is no rule, or none that is seen in a process.</exception>
    public static ImmutableHashSet<string> Parse(string text, string option)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 0
            ? [.. names.Select(name => Id(name, option))]
            : throw new ToolException($"{option} needs the id of a rule, such as {RuleIds.LockOrder}.", ExitCodes.Usage);
    }

    private static string Id(string name, string option) => Catalog.Rules.Find(name) switch
    {
        { AtRunTime: not null } rule => rule.Id,
        { } rule => throw new ToolException($"{rule.Id} is seen in code only, by the analyzers; {option} needs a rule that is seen in a process.", ExitCodes.Usage),
        null => throw new ToolException($"There is no rule '{TerminalText.Escape(name)}' for {option}; 'dotnet unravel explain' lists them.", ExitCodes.Usage),
    };
}
