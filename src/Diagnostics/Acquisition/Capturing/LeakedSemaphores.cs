using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;
using Unravel.Diagnostics.Symbols.Holding;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// Finds the methods that may have leaked a semaphore: it has no place free, somebody waits for it, nobody who is alive
/// is in the middle of code that could give it back, and there are methods which do not on every way. One sign of life
/// is enough to say nothing.
/// </summary>
internal sealed class LeakedSemaphores(ClrRuntime runtime, SymbolStore symbols, MethodNames methods, TaskShapes shapes)
{
    private const int MaxSuspects = 4;

    private readonly Dictionary<string, SemaphoreLeaks> _byModule = new(StringComparer.Ordinal);

    public ImmutableArray<Waitable> AddTo(ImmutableArray<Waitable> waitables, IReadOnlyList<CapturedStack> stacks, IReadOnlyList<CapturedWait?> waits, TaskTable tasks)
    {
        var waitedFor = waits.Select(wait => wait?.Waitable).OfType<int>().Concat(tasks.WaitsForOf.Where(index => index >= 0)).ToHashSet();
        for (var i = 0; i < waitables.Length; i++)
        {
            if (waitables[i] is { Kind: WaitableKind.SemaphoreSlim, Field: { } field, Holders.IsEmpty: true } && waitedFor.Contains(i) && HasNoPlace(waitables[i].Address))
            {
                var suspects = Leaks()
                    .SelectMany(leaks => leaks.Leaking)
                    .Where(method => CSharpMethodName.Short(method.Type, method.Field) == field)
                    .Select(method => new LeakSuspect(method.Method, method.How) { TakenAt = method.TakenAt })
                    .Take(MaxSuspects).ToImmutableArray();
                if (!suspects.IsEmpty && !MayComeBack(i, stacks, waits, tasks))
                {
                    waitables = waitables.SetItem(i, waitables[i] with { Suspects = suspects });
                }
            }
        }

        return waitables;
    }

    private bool HasNoPlace(ulong address) =>
        runtime.Heap.GetObject(address).TryReadField<int>(SemaphoreLayout.CurrentCountField, out var free) && free == 0;

    private bool MayComeBack(int semaphore, IReadOnlyList<CapturedStack> stacks, IReadOnlyList<CapturedWait?> waits, TaskTable tasks)
    {
        for (var i = 0; i < stacks.Count; i++)
        {
            var waitsForIt = waits[i]?.Waitable == semaphore;
            foreach (var frame in stacks[i].Frames)
            {
                // Code that runs may have been inlined into what is shown.
                if (!waitsForIt && frame.Method is { } method && !methods.IsFramework(method.Type.Module)
                    && (stacks[i].Thread.GCMode == GCMode.Cooperative || IsUser(method.Type.Module, method.MetadataToken)))
                {
                    return true;
                }
            }
        }

        for (var row = 0; row < tasks.Count; row++)
        {
            if (!tasks[row].Shape.IsFramework && tasks[row].Shape.Kind == TaskKind.AsyncMethod
                && tasks[TaskChains.LeafOf(tasks, row)].WaitsFor != semaphore
                && (shapes.MachineOf(tasks.ShapeOf[row]) is not { } machine || IsUser(machine.Module, BodyOf(machine))))
            {
                return true;
            }
        }

        return false;
    }

    private static int BodyOf(ClrType machine) => machine.Methods.FirstOrDefault(method => method.Name == "MoveNext")?.MetadataToken ?? 0;

    private bool IsUser(ClrModule module, int token) => LeaksOf(module) is not { } leaks || token == 0 || leaks.Users.Contains(token);

    private IEnumerable<SemaphoreLeaks> Leaks() =>
        runtime.EnumerateModules().Where(module => !methods.IsFramework(module)).Select(LeaksOf).OfType<SemaphoreLeaks>().Distinct();

    private SemaphoreLeaks? LeaksOf(ClrModule module)
    {
        if (module.Name is not { } path || symbols.Module(path) is not { } read)
        {
            return null;
        }

        if (!_byModule.TryGetValue(path, out var leaks))
        {
            _byModule.Add(path, leaks = new SemaphoreLeaks(read));
        }

        return leaks;
    }
}
