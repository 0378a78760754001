using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Collects the timers that are set: of System.Threading.Timer, of Task.Delay and of time limits.</summary>
internal sealed class TimerCollector : IHeapInterest
{
    private const int MaxKept = 1_000;

    private readonly long _now = Environment.TickCount64;
    private readonly List<ulong> _set = [];
    private TimerLayout? _layout;

    /// <summary>False when the walk met none, or this runtime's timers have fields that are not known.</summary>
    public bool IsKnown => _layout is not null;

    public int Count { get; private set; }

    /// <summary>Milliseconds until the first is due; null for none.</summary>
    public int? Soonest { get; private set; }

    /// <summary>The addresses of some of them.</summary>
    public IReadOnlyList<ulong> Set => _set;

    public IHeapInterest? InterestIn(ClrType type)
    {
        if (type.Name != TimerLayout.TimerType)
        {
            return null;
        }

        _layout = TimerLayout.Find(type);
        return _layout is null ? null : this;
    }

    public void Visit(ulong address, ReadOnlySpan<byte> bytes)
    {
        if (Math.Max(_layout!.DueTime + sizeof(uint), _layout.StartTicks + sizeof(long)) <= bytes.Length
            && TimerLayout.Left(MemoryMarshal.Read<uint>(bytes[_layout.DueTime..]), MemoryMarshal.Read<long>(bytes[_layout.StartTicks..]), _now) is { } left)
        {
            Count++;
            Soonest = Math.Min(Soonest ?? int.MaxValue, left);
            if (_set.Count < MaxKept)
            {
                _set.Add(address);
            }
        }
    }
}
