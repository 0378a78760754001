using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>A set of addresses with a quick test that says no for nearly every word of a heap.</summary>
internal sealed class AddressSet
{
    private const int FilterBits = 1 << 16;

    private readonly HashSet<ulong> _addresses = [];
    private readonly ulong[] _filter = new ulong[FilterBits / 64];
    private ulong _lowest = ulong.MaxValue;
    private ulong _highest;

    public bool IsEmpty => _addresses.Count == 0;

    public void Add(ulong address)
    {
        if (_addresses.Add(address))
        {
            var bit = Bit(address);
            _filter[bit >> 6] |= 1UL << (bit & 63);
            _lowest = Math.Min(_lowest, address);
            _highest = Math.Max(_highest, address);
        }
    }

    /// <summary>The first word from a place on that is in the set; -1 when there is none. Goes through hundreds of megabytes.</summary>
    public int IndexIn(ReadOnlySpan<ulong> words, int from)
    {
        var (lowest, range) = (_lowest, _highest - _lowest);
        ref var filter = ref MemoryMarshal.GetArrayDataReference(_filter);
        for (var i = from; i < words.Length; i++)
        {
            var offset = words[i] - lowest;
            if (offset <= range)
            {
                var bit = Bit(words[i]);
                if ((Unsafe.Add(ref filter, bit >> 6) & (1UL << (bit & 63))) != 0 && _addresses.Contains(words[i]))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    public bool Contains(ulong address) => _addresses.Contains(address);

    private static int Bit(ulong address) => (int)((address >> 3) & (FilterBits - 1));
}
