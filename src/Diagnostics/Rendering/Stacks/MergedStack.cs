using System.Collections.Immutable;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Stacks;

/// <summary>A step of a stack as flame graphs show it.</summary>
internal sealed record StackStep(string Name, SourceLine? Line);

/// <summary>Threads with the same stack and the same wait, or tasks with the same chain of awaits.</summary>
/// <param name="Steps">Outermost first; the last step says what is waited for.</param>
internal sealed record MergedStack(bool IsOfTasks, int Count, ImmutableArray<StackStep> Steps)
{
    /// <summary>All threads but those of the runtime, and all chains of pending tasks; the most frequent first.</summary>
    public static IReadOnlyList<MergedStack> Of(ProcessSnapshot snapshot) =>
    [
        .. snapshot.Threads
            .Where(thread => thread.Kind is not (ThreadKind.Runtime or ThreadKind.Timer or ThreadKind.Finalizer))
            .Select(thread => StepsOf(snapshot, thread))
            .GroupBy(steps => string.Join('\n', steps.Select(step => $"{step.Name}\t{step.Line}")))
            .Select(group => new MergedStack(false, group.Count(), group.First()))
            .OrderByDescending(stack => stack.Count),
        .. TaskChains.Merge(snapshot.Tasks).Select(chain => new MergedStack(true, chain.Count, StepsOf(snapshot, chain))),
    ];

    private static ImmutableArray<StackStep> StepsOf(ProcessSnapshot snapshot, ThreadInfo thread) =>
    [
        .. thread.Frames.Reverse().Select(frame => new StackStep(frame.Method, frame.Line)),
        new StackStep($"[{TextThreads.Waiting(snapshot, thread)}]", null),
    ];

    private static ImmutableArray<StackStep> StepsOf(ProcessSnapshot snapshot, TaskChain chain)
    {
        var end = chain.IsQueued ? "[ready to go on]"
            : chain.WaitsFor >= 0 ? $"[waits for {ThreadNaming.Of(snapshot.Waitables[chain.WaitsFor])}]"
            : null;
        return
        [
            .. chain.Steps.Select(step => new StackStep(step.Shape.Name, step.Line)),
            .. end is null ? Array.Empty<StackStep>() : [new StackStep(end, null)],
        ];
    }
}
