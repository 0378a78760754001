using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>The pending tasks as chains of awaits, equal ones as one.</summary>
internal static class TextTasks
{
    public static void Write(TextLines lines, ProcessSnapshot snapshot, TextOptions options)
    {
        if (snapshot.Tasks.Count == 0)
        {
            return;
        }

        var chains = TaskChains.Merge(snapshot.Tasks);
        lines.Write(0, ($"Pending tasks ({snapshot.Tasks.Count})", TextLines.Strong),
            ($"  {ThreadNaming.Count(chains.Count, "chain", "different chains")} of awaits, outermost first", TextLines.Faint));
        foreach (var chain in chains.Take(options.MaxChains))
        {
            WriteChain(lines, snapshot, chain, options);
        }

        if (chains.Count > options.MaxChains)
        {
            var rest = chains.Skip(options.MaxChains).Sum(chain => chain.Count);
            lines.Write(1, ($"... and {rest} more; --verbose shows all", TextLines.Faint));
        }

        lines.Blank();
    }

    private static void WriteChain(TextLines lines, ProcessSnapshot snapshot, TaskChain chain, TextOptions options)
    {
        var count = chain.Count == 1 ? "" : $"{chain.Count} x ";
        for (var i = 0; i < chain.Steps.Length && i < options.MaxSteps; i++)
        {
            var step = chain.Steps[i];
            var isLast = i == chain.Steps.Length - 1;
            lines.Write(i == 0 ? 1 : 2,
                (i == 0 ? count : "awaits ", i == 0 ? TextLines.Strong : TextLines.Faint),
                (step.Place?.Method ?? step.Shape.Name, step.Shape.IsFramework ? TextLines.Faint : TextLines.Plain),
                (isLast && chain.Field is { } field ? $" of {field}" : "", TextLines.Plain),
                (step.Line is { } line ? $"  {line}" : "", TextLines.Place),
                (step.Pending > 1 ? $" of {step.Pending} pending tasks, among them" : "", TextLines.Faint),
                (isLast && chain.TimeLeft is { } left ? $", {Left(left.Least, left.Most)} left" : "", TextLines.Plain),
                (isLast && chain.WaitsFor >= 0 ? $"  for {Waiting(snapshot.Waitables[chain.WaitsFor])}" : "", TextLines.Doubtful),
                (isLast && chain is { WaitsFor: < 0, IsQueued: false, Source: { } source } ? $"  for {ThreadNaming.Of(source)}" : "", TextLines.Doubtful),
                (isLast && chain.IsQueued ? $"  ready to go on, queued {(chain.IsInContext ? "in the context of a thread" : "for a worker")}" : "", TextLines.Doubtful));
        }

        if (options.Verbose && chain.WaitsFor >= 0 && LockNaming.Candidates(snapshot.Waitables[chain.WaitsFor], snapshot) is { } candidates)
        {
            lines.Write(3, (candidates, TextLines.Faint));
        }

        if (chain.Steps.Length > options.MaxSteps)
        {
            lines.Write(2, ($"... {chain.Steps.Length - options.MaxSteps} more", TextLines.Faint));
        }
    }

    private static string Left(TimeSpan least, TimeSpan most) =>
        ThreadNaming.Of(least) == ThreadNaming.Of(most) ? ThreadNaming.Of(least) : $"{ThreadNaming.Of(least)} to {ThreadNaming.Of(most)}";

    private static string Waiting(Waitable waitable) =>
        ThreadNaming.Of(waitable) + (waitable.Detail is { } detail ? $" ({detail})" : "");
}
