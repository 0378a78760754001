using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The Process objects of the program: what it has done with the streams of each child, and whether anybody but the
/// threads that wait for it could still do something.
/// </summary>
internal sealed class ProcessObjects : IHeapInterest
{
    private const int MaxProcesses = 1000;

    private readonly ClrHeap _heap;
    private readonly List<ulong> _addresses = [];

    /// <summary>Process objects that threads wait on, and their streams: to which process each belongs.</summary>
    private readonly Dictionary<ulong, ulong> _parts = [];
    private readonly HashSet<ulong> _shared = [];

    public ProcessObjects(ClrHeap heap, IReadOnlyCollection<CapturedStack> stacks)
    {
        _heap = heap;
        var waiters = stacks.Where(stack => stack.WaitKind == WaitKind.ChildProcess).ToHashSet();
        foreach (var process in waiters.SelectMany(stack => stack.Objects).Select(item => item.Object).Where(item => item.Type?.Name == ProcessLayout.ProcessType))
        {
            _parts[process.Address] = process.Address;
            foreach (var field in (string[])[ProcessLayout.InputField, ProcessLayout.OutputField, ProcessLayout.ErrorField])
            {
                if (process.TryReadObjectField(field, out var stream) && !stream.IsNull)
                {
                    _parts[stream.Address] = process.Address;
                }
            }
        }

        // Asked of all other threads only when there is something to look for.
        foreach (var stack in _parts.Count == 0 ? [] : stacks.Where(stack => !waiters.Contains(stack)))
        {
            foreach (var item in stack.Objects)
            {
                Share(item.Object.Address);
            }
        }
    }

    public void AddTo(AddressSet wanted)
    {
        foreach (var address in _parts.Keys)
        {
            wanted.Add(address);
        }
    }

    public IHeapInterest? InterestIn(ClrType type) => type.Name == ProcessLayout.ProcessType ? this : null;

    public void Visit(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (_addresses.Count < MaxProcesses)
        {
            _addresses.Add(address);
        }
    }

    public void VisitReference(ulong value, ClrType ownerType)
    {
        if (ownerType.Name != ProcessLayout.ProcessType)
        {
            Share(value);
        }
    }

    /// <summary>One row for each process that was started, as far as the heap tells.</summary>
    public ImmutableArray<ChildProcess> Build(int parent) =>
    [
        .. _addresses.Select(address => Read(_heap.GetObject(address), parent)).OfType<ChildProcess>()
            .GroupBy(child => child.Id).Select(group => group.Last()),
    ];

    private void Share(ulong address)
    {
        if (_parts.TryGetValue(address, out var process))
        {
            _shared.Add(process);
        }
    }

    private ChildProcess? Read(ClrObject process, int parent) =>
        process.TryReadField<int>(ProcessLayout.IdField, out var id) && id != 0
            ? new ChildProcess
            {
                Id = id,
                Parent = parent,
                Output = UseOf(process, ProcessLayout.OutputField, ProcessLayout.OutputModeField),
                Error = UseOf(process, ProcessLayout.ErrorField, ProcessLayout.ErrorModeField),
                Input = InputOf(process),
                IsPrivate = _parts.ContainsKey(process.Address) && !_shared.Contains(process.Address),
            }
            : null;

    private static StreamUse UseOf(ClrObject process, string stream, string mode) =>
        !IsSet(process, stream) || !process.TryReadField<int>(mode, out var value) ? StreamUse.Unknown : value switch
        {
            0 => StreamUse.Untouched,
            1 => StreamUse.Taken,
            _ => StreamUse.InBackground,
        };

    private static StreamUse InputOf(ClrObject process) =>
        !IsSet(process, ProcessLayout.InputField) || !process.TryReadField<bool>(ProcessLayout.InputTakenField, out var taken) ? StreamUse.Unknown
            : taken ? StreamUse.Taken : StreamUse.Untouched;

    private static bool IsSet(ClrObject process, string field) => process.TryReadObjectField(field, out var stream) && !stream.IsNull;
}
