using System.CommandLine.Completions;
using Unravel.Catalog;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Commands;

/// <summary>What a shell may offer for an argument.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionItem> OfProcesses(Func<DotNetProcesses> processes) =>
        OperatingSystem.IsLinux()
            ? processes().All().Select(process => new CompletionItem($"{process.Id}", detail: process.Name))
            : [];

    public static IEnumerable<CompletionItem> OfRules(bool seenAtRunTime) =>
        Catalog.Rules.All.Where(rule => !seenAtRunTime || rule.AtRunTime is not null).Select(rule => new CompletionItem(rule.Id, detail: rule.Title));
}
