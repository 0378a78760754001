namespace Unravel.Diagnostics.Acquisition.Events;

/// <summary>A method and where it comes from, as the runtime's events name it.</summary>
internal sealed record TraceMethod(string Type, string Name, string? Module);

/// <summary>The methods that have native code, by address: told by the events at the end of a session (rundown).</summary>
internal sealed class TraceMethods
{
    private const int MethodLoadVerbose = 143;
    private const int MethodEndVerbose = 144;
    private const int ModuleLoad = 152;
    private const int ModuleEnd = 154;

    private readonly List<(ulong Start, ulong End, ulong Module, string Type, string Name)> _methods = [];
    private readonly Dictionary<ulong, string> _modules = [];
    private bool _sorted;

    /// <summary>An event of the runtime (ClrEtwAll.man) and what it carries; at the end of a session the same numbers mean others.</summary>
    public void Visit(int number, bool isRundown, NetTraceCursor payload)
    {
        switch (number, isRundown)
        {
            case (MethodLoadVerbose, false) or (MethodEndVerbose, true):
                _ = payload.UInt64(); // method
                var module = payload.UInt64();
                var start = payload.UInt64();
                var size = payload.UInt32();
                _ = payload.UInt64(); // token, flags
                _methods.Add((start, start + size, module, payload.Text(), payload.Text()));
                _sorted = false;
                break;
            case (ModuleLoad, false) or (ModuleEnd, true):
                var id = payload.UInt64();
                _ = payload.Take(16); // assembly, flags, reserved
                _modules[id] = payload.Text();
                break;
            default:
                break;
        }
    }

    /// <summary>The method whose code lies at an address; null when none is known.</summary>
    public TraceMethod? Find(ulong address)
    {
        if (!_sorted)
        {
            _methods.Sort((one, other) => one.Start.CompareTo(other.Start));
            _sorted = true;
        }

        var low = 0;
        var high = _methods.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var (start, end, module, type, name) = _methods[middle];
            if (address < start)
            {
                high = middle - 1;
            }
            else if (address >= end)
            {
                low = middle + 1;
            }
            else
            {
                return new TraceMethod(type, name, _modules.GetValueOrDefault(module));
            }
        }

        return null;
    }
}
