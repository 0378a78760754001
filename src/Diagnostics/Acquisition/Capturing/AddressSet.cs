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

    /// <summary>False: certainly not in the set.</summary>
    public bool MayContain(ulong address)
    {
        if (address < _lowest || address > _highest)
        {
            return false; // most words are small numbers, and most searches are for a few neighbours
        }

        var bit = Bit(address);
        return (_filter[bit >> 6] & (1UL << (bit & 63))) != 0;
    }

    public bool Contains(ulong address) => _addresses.Contains(address);

    private static int Bit(ulong address) => (int)((address >> 3) & (FilterBits - 1));
}
