namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Processes =>
    [
        new()
        {
            Id = RuleIds.PipeDeadlock,
            Category = Category.Processes,
            Level = Level.Warning,
            Title = "Read the output of a child process before waiting for its end",
            Why = "A pipe holds 64 KiB: a child that writes more waits until its parent reads, and a parent that waits for the child's end never does.",
            InCode = "'{0}' {1}",
            AtRunTime = "{0} waits for {1}, but {2} is stuck {3}; none of them can go on",
            Scenarios = ["child-pipe", "grandchild-pipe"],
            ExitCode = 20,
            Rank = 20,
        },
    ];
}
